using Infora.Communication.Alerts;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Sms.Budgets;

/// <summary>The clock stands at 22 November 2026.</summary>
public sealed class MonthlyBudgetTests
{
    [Fact]
    public async Task ABudget_WarnsAndDoesNotStop_UnlessItIsToldTo()
    {
        await using var host = Host(options => options.MonthlyBudget = 5m);
        await SendAsync(host, 4);
        (await AlertsAsync(host)).Should().BeEmpty();

        await SendAsync(host, 1);
        (await AlertsAsync(host)).Should().Equal(AlertKind.BudgetNear);
        await SendAsync(host, 3);

        (await AlertsAsync(host)).Should().BeEquivalentTo([AlertKind.BudgetNear, AlertKind.BudgetReached]);
        host.Providers.CallsOf("First").Should().Be(8);
    }

    [Fact]
    public async Task ABudgetThatStops_SendsTheRestThroughOthers()
    {
        await using var host = Host(
            options => (options.MonthlyBudget, options.StopAtBudget) = (3m, true),
            builder => builder.AddScriptedSms("Second", options => options.Currency = "KES"));

        await SendAsync(host, 5);

        (host.Providers.CallsOf("First"), host.Providers.CallsOf("Second")).Should().Be((3, 2));
    }

    [Fact]
    public async Task ABudgetThatStops_LetsMessagesWaitForTheNextMonth()
    {
        await using var host = Host(options => (options.MonthlyBudget, options.StopAtBudget) = (2m, true));
        await host.StartAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add((await host.Outbox.EnqueueAsync(Text)).Message!.State.Id);
            await host.UntilAsync(async () => (await StateAsync(host, ids[^1])) is { Status: MessageStatus.Sent } or { WaitingFor: not null });
        }

        host.Providers.CallsOf("First").Should().Be(2);
        var waiting = await StateAsync(host, ids[2]);
        waiting.Should().BeEquivalentTo(new { Status = MessageStatus.Queued, WaitingFor = (WaitingFor?)WaitingFor.ProviderLimit, Error = new { Code = ErrorCode.LimitExceeded } });
        waiting.Routing.Should().ContainSingle().Which.Reason.Should().Contain("monthly_budget");

        host.Time.SetUtcNow(new DateTimeOffset(2026, 12, 1, 0, 0, 1, TimeSpan.Zero));
        await host.UntilAsync(async () => (await StateAsync(host, ids[3])).Status is MessageStatus.Sent && (await StateAsync(host, ids[2])).Status is MessageStatus.Sent);
        host.Providers.CallsOf("First").Should().Be(4);
    }

    [Fact]
    public async Task TheChannelsBudget_StopsAllProvidersOfItsCurrency()
    {
        await using var host = Host(
            null,
            builder => builder
                .AddScriptedSms("Second", options => (options.CostPerSms, options.Currency, options.Priority) = (1m, "KES", 200))
                .AddScriptedSms("Dollars", options => (options.CostPerSms, options.Currency, options.Priority) = (1m, "USD", 300)),
            new Dictionary<string, string?>
            {
                ["Communication:Budgets:Sms:Amount"] = "2",
                ["Communication:Budgets:Sms:Currency"] = "KES",
                ["Communication:Budgets:Sms:Stop"] = "true",
            });

        await SendAsync(host, 4);

        (host.Providers.CallsOf("First"), host.Providers.CallsOf("Second"), host.Providers.CallsOf("Dollars")).Should().Be((2, 0, 2));
        (await AlertsAsync(host)).Should().Contain(AlertKind.BudgetReached);
    }

    [Fact]
    public async Task WhatTheVendorCharged_CountsInPlaceOfTheEstimate_AndInItsOwnCurrencyOnly()
    {
        await using var host = Host(options => (options.MonthlyBudget, options.StopAtBudget) = (3m, true));
        host.Providers.Script("First", call => ProviderResult.Sent($"m-{call}", 1, call is 1 ? new Money(2.5m, "KES") : new Money(100m, "EUR")));

        await SendAsync(host, 3);
        host.Providers.CallsOf("First").Should().Be(3, "euros are not shillings");

        host.Providers.Script("First", call => ProviderResult.Sent($"m-{call}", 1, new Money(0.5m, "KES")));
        await SendAsync(host, 1);
        var refused = await host.Sms.SendAsync(Text);

        refused.Status.Should().NotBe(SendStatus.Sent);
        refused.Error!.Message.Should().Contain("monthly_budget of 3.0000 KES");
    }

    [Fact]
    public async Task WhatWasSpentBefore_IsReadFromTheCounters()
    {
        await using var host = Host(options => (options.MonthlyBudget, options.StopAtBudget) = (3m, true));
        await SendAsync(host, 2);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(host, 1);
        host.Time.Advance(TimeSpan.FromMinutes(1));

        (await host.Sms.SendAsync(Text)).Error!.Code.Should().Be(ErrorCode.LimitExceeded);
        host.Providers.CallsOf("First").Should().Be(3);
    }

    [Theory]
    [InlineData("Communication:Budgets:Sms:Amount", "-1")]
    [InlineData("Communication:Budgets:Sms:Currency", "shilling")]
    public async Task Settings_ThatCannotWork_AreRefused(string name, string value)
    {
        await using var host = Host(null, null, new Dictionary<string, string?> { [name] = value });

        await host.Awaiting(started => started.StartAsync()).Should().ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>();
    }

    private static SmsMessage Text => new() { To = "+254712345678", Body = "hello" };

    private static ScriptedHost Host(
        Action<ScriptedSmsOptions>? configure, Action<CommunicationBuilder>? more = null, IReadOnlyDictionary<string, string?>? settings = null) => new(
        builder =>
        {
            builder.AddScriptedSms("First", options =>
            {
                (options.CostPerSms, options.Currency, options.IsDefault) = (1m, "KES", true);
                configure?.Invoke(options);
            });
            more?.Invoke(builder);
        },
        settings);

    private static async Task SendAsync(ScriptedHost host, int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await host.Sms.SendAsync(Text)).Status.Should().Be(SendStatus.Sent);
        }
    }

    private static async Task<MessageRecord> StateAsync(ScriptedHost host, Guid id) => (await host.Messages.FindAsync(id, CancellationToken.None))!.State;

    private static async Task<IReadOnlyList<AlertKind>> AlertsAsync(ScriptedHost host)
    {
        await host.Services.GetRequiredService<AlertDesk>().FlushAsync();
        var alerts = await host.Services.GetRequiredService<IAlertStore>().ListAsync(null, 100, CancellationToken.None);
        return [.. alerts.Select(alert => alert.Kind)];
    }
}
