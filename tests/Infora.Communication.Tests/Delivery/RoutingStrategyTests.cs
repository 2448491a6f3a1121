using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Tests.Scripted;

namespace Infora.Communication.Tests.Delivery;

public sealed class RoutingStrategyTests
{
    private static readonly EmailMessage Receipt = new() { To = "ann@example.com", Subject = "Receipt", TextBody = "Thank you." };
    private static readonly SmsMessage Text = new() { To = "+254712345678", Body = "Thank you." };

    [Fact]
    public async Task RoundRobin_GivesEachProviderItsTurn()
    {
        await using var host = Host("Email", "round_robin", builder => builder.AddScriptedEmail("A").AddScriptedEmail("B").AddScriptedEmail("C"));

        for (var i = 0; i < 30; i++)
        {
            await host.Email.SendAsync(Receipt);
        }

        new[] { "A", "B", "C" }.Select(host.Providers.CallsOf).Should().Equal(10, 10, 10);
    }

    [Fact]
    public async Task Weighted_FollowsTheWeights()
    {
        await using var host = Host("Email", "weighted", builder => builder
            .AddScriptedEmail("Heavy", options => options.Weight = 3).AddScriptedEmail("Light", options => options.Weight = 1));

        for (var i = 0; i < 1_000; i++)
        {
            await host.Email.SendAsync(Receipt);
        }

        // Six standard deviations around 750.
        host.Providers.CallsOf("Heavy").Should().BeInRange(668, 832);
        host.Providers.CallsOf("Light").Should().Be(1_000 - host.Providers.CallsOf("Heavy"));
    }

    [Fact]
    public async Task LeastCost_TakesTheCheapest_AndOtherCurrenciesLast()
    {
        await using var host = Host("Sms", "least_cost", builder => builder
            .AddScriptedSms("Standard", options => (options.CostPerSms, options.Currency, options.IsDefault) = (0.9m, "KES", true))
            .AddScriptedSms("Dollars", options => (options.CostPerSms, options.Currency) = (0.01m, "USD"))
            .AddScriptedSms("Cheap", options => (options.CostPerSms, options.Currency) = (0.8m, "KES")));
        host.Providers.Script("Cheap", call => call is 1 ? ProviderResult.Sent("id") : Down);
        host.Providers.Script("Standard", call => call is 1 ? ProviderResult.Sent("id") : Down);

        var used = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            used.Add((await host.Sms.SendAsync(Text)).Provider);
        }

        used.Should().Equal("Cheap", "Standard", "Dollars");
    }

    [Fact]
    public async Task Routing_SaysWhyEachCandidateWasChosenOrSkipped()
    {
        await using var host = new ScriptedHost(builder => builder
            .AddScriptedEmail("First", options => options.IsDefault = true)
            .AddScriptedEmail("Second", options => options.Priority = 5)
            .AddScriptedEmail("Off", options => options.IsActive = false));
        host.Providers.Script("First", _ => Down);

        var sent = await host.Email.SendAsync(Receipt);

        var routing = (await host.Messages.FindAsync(sent.MessageId!.Value, CancellationToken.None))!.State.Routing;
        var names = (await host.Catalogue.ListAsync(MessageChannel.Email)).ToDictionary(provider => provider.Id, provider => provider.Name);
        routing.Select(decision => (names[decision.ProviderId], decision.Choice, decision.Reason)).Should().BeEquivalentTo(
        [
            ("Off", RoutingChoice.Skipped, "It is not active."),
            ("First", RoutingChoice.Chosen, "default of its channel"),
            ("Second", RoutingChoice.Chosen, "stands in, priority 5"),
        ]);
    }

    [Fact]
    public async Task WithEveryCircuitOpen_TheLeastBadProvider_IsProbed()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First").AddScriptedEmail("Second"));
        host.Providers.Script("First", call => call <= 5 ? Down : ProviderResult.Sent("back"));
        host.Providers.Script("Second", _ => Down);
        for (var i = 0; i < 5; i++)
        {
            (await host.Email.SendAsync(Receipt)).Status.Should().Be(SendStatus.Unavailable);
        }

        var probe = await host.Email.SendAsync(Receipt);

        probe.Status.Should().Be(SendStatus.Sent, "the provider is back, long before its circuit would be half open");
        (await host.Email.SendAsync(Receipt)).Provider.Should().Be(probe.Provider);
    }

    private static readonly ProviderResult Down = ProviderResult.Unavailable(new SendError(ErrorCode.Unavailable, "down", Permanent: false));

    private static ScriptedHost Host(string channel, string strategy, Action<CommunicationBuilder> build) =>
        new(build, new Dictionary<string, string?> { [$"Communication:Routing:{channel}"] = strategy });
}
