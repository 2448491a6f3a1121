using System.Text.Json.Nodes;
using Infora.Communication.Delivery;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Statistics;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Sms.Budgets;

public sealed class CostTableTests
{
    private static readonly Dictionary<string, decimal> Prices = new() { ["254"] = 0.8m, ["+2547"] = 0.7m, ["25471"] = 0m, ["1"] = 2.5m };

    [Theory]
    [InlineData("+254201234567", 0.8)]
    [InlineData("+254722000000", 0.7)]
    [InlineData("+254712345678", 0)]
    [InlineData("+14155550123", 2.5)]
    [InlineData("+447400123456", 1.0)]
    [InlineData(null, 1.0)]
    public void CostOf_TakesTheLongestPrefix(string? number, double each)
    {
        var options = new ScriptedSmsOptions { CostPerSms = 1.0m, CostByPrefix = Prices, Currency = "KES" };

        options.CostOf(3, number).Should().Be(new Money(3 * (decimal)each, "KES"));
    }

    [Fact]
    public void CostOf_IsNotKnown_WhereNothingNamesAPrice()
    {
        new ScriptedSmsOptions { CostByPrefix = Prices }.CostOf(1, "+447400123456").Should().BeNull();
        new ScriptedSmsOptions { CostByPrefix = new Dictionary<string, decimal>(), CostPerSms = 2m }.CostOf(1, "+447400123456").Should().Be(new Money(2m, "USD"));
    }

    [Fact]
    public async Task AMessageCostsWhatItsCountryDoes()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("SMS", options =>
            (options.CostPerSms, options.CostByPrefix, options.Currency) = (1.0m, Prices, "KES")));

        (await CostAsync(host, "+254722000000")).Should().Be(new Money(0.7m, "KES"));
        (await CostAsync(host, "+447400123456")).Should().Be(new Money(1.0m, "KES"));
    }

    [Fact]
    public async Task LeastCost_GoesByTheNumber()
    {
        await using var host = new ScriptedHost(
            builder => builder
                .AddScriptedSms("Kenyan", options => (options.CostPerSms, options.CostByPrefix, options.IsDefault) = (3m, new Dictionary<string, decimal> { ["254"] = 0.5m }, true))
                .AddScriptedSms("Global", options => options.CostPerSms = 1m),
            new Dictionary<string, string?> { ["Communication:Routing:Sms"] = "least_cost" });

        await CostAsync(host, "+254722000000");
        await CostAsync(host, "+447400123456");

        host.Providers.Texts.Select(text => text.Provider).Should().Equal("Kenyan", "Global");
    }

    [Fact]
    public async Task StatisticsShowTheEstimateBesideTheCharge_EachInItsCurrency()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("SMS", options => (options.CostPerSms, options.Currency) = (1.0m, "KES")));
        host.Providers.Script("SMS", call => ProviderResult.Sent($"m-{call}", 1, call is 1 ? new Money(0.008m, "USD") : call is 2 ? new Money(1.25m, "KES") : null));
        for (var i = 0; i < 3; i++)
        {
            await CostAsync(host, "+254722000000");
        }

        var totals = (await host.Services.GetRequiredService<StatisticsReader>().ReadAsync(new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 22))).Sms;

        totals.Cost.Should().Equal(new Money(2.25m, "KES"), new Money(0.008m, "USD"));
        totals.EstimatedCost.Should().Equal(new Money(3m, "KES"));
    }

    [Theory]
    [InlineData("""{"25x":1}""", "cost_by_prefix.25x", "beginning of an international number")]
    [InlineData("""{"":1}""", "cost_by_prefix.", "beginning of an international number")]
    [InlineData("""{"0712":1}""", "cost_by_prefix.0712", "beginning of an international number")]
    [InlineData("""{"254":-1}""", "cost_by_prefix.254", "from 0 to 1000000")]
    [InlineData("""{"254":"cheap"}""", "cost_by_prefix", "")]
    [InlineData("7", "cost_by_prefix", "")]
    public async Task Tables_ThatCannotWork_AreRefused(string table, string field, string message)
    {
        await using var host = new ScriptedHost();

        var errors = (await host.Catalogue.AddAsync(MessageChannel.Sms, Fields(table))).Errors;

        errors.Should().Contain(error => error.Field.StartsWith(field, StringComparison.Ordinal) && error.Message.Contains(message, StringComparison.Ordinal), string.Join("; ", errors));
    }

    [Fact]
    public async Task Tables_AreTakenWithPricesAsText()
    {
        await using var host = new ScriptedHost();

        var added = await host.Catalogue.AddAsync(MessageChannel.Sms, Fields("""{"254":"0.8000","+2547":0.75}"""));

        added.Errors.Should().BeEmpty();
        ((SmsProviderOptions)host.Catalogue.Open(added.Provider!).Options!).CostByPrefix.Should().BeEquivalentTo(new Dictionary<string, decimal> { ["254"] = 0.8m, ["+2547"] = 0.75m });
    }

    private static JsonObject Fields(string table) =>
        JsonNode.Parse($$"""{"name":"S","provider_type":"api","service":"scripted","cost_by_prefix":{{table}}}""")!.AsObject();

    private static async Task<Money?> CostAsync(ScriptedHost host, string number)
    {
        var sent = await host.Sms.SendAsync(new SmsMessage { To = number, Body = "hello" });
        return (await host.Messages.FindAsync(sent.MessageId!.Value, CancellationToken.None))!.State.Cost;
    }
}
