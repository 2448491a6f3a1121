using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Outbox;

public sealed class ProviderLimitTests
{
    private static readonly EmailMessage Receipt = new() { To = "ann@example.com", Subject = "Receipt", TextBody = "Thank you." };

    /// <summary>23:50 in Nairobi, which is three hours ahead of UTC.</summary>
    private static readonly DateTimeOffset BeforeMidnight = new(2026, 11, 22, 20, 50, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string?> Nairobi = new() { ["Communication:TimeZone"] = "Africa/Nairobi" };

    [Fact]
    public async Task ManyAtOnce_NeverPassALimit_AndOverflowToTheNextProvider()
    {
        await using var host = new ScriptedHost(builder => builder
            .AddScriptedEmail("First", options => (options.DailyLimit, options.IsDefault) = (100, true))
            .AddScriptedEmail("Second"));
        await host.StartAsync();

        var sending = Enumerable.Range(0, 50).Select(_ => Task.Run(() => host.Outbox.EnqueueAsync([.. Entries(4)])));
        await Task.WhenAll(sending);
        await host.UntilAsync(() => Task.FromResult(host.Providers.Emails.Count is 200));

        host.Providers.CallsOf("First").Should().Be(100);
        host.Providers.CallsOf("Second").Should().Be(100);
    }

    [Fact]
    public async Task WithoutAnotherProvider_MessagesWaitForMidnight_InTheConfiguredZone()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First", options => options.DailyLimit = 2), Nairobi, now: BeforeMidnight);
        await host.StartAsync();

        var queued = await host.Outbox.EnqueueAsync([.. Entries(3)]);
        await host.UntilAsync(async () => (await StatesAsync(host, queued)).Count(state => state.WaitingFor is WaitingFor.ProviderLimit) is 1);
        var waiting = (await StatesAsync(host, queued)).Single(state => state.Status is MessageStatus.Queued);
        waiting.NextAttemptAt.Should().Be(new DateTimeOffset(2026, 11, 22, 21, 0, 0, TimeSpan.Zero));
        waiting.AttemptCount.Should().Be(0);
        waiting.Routing.Single().Should().BeEquivalentTo(new { Choice = RoutingChoice.Skipped, Reason = "Its limit of 2 messages a day is used up." });

        await host.UntilAsync(waiting.Id, MessageStatus.Sent);

        host.Time.GetUtcNow().Should().BeOnOrAfter(new DateTimeOffset(2026, 11, 22, 21, 0, 0, TimeSpan.Zero));
        host.Providers.CallsOf("First").Should().Be(3);
    }

    [Fact]
    public async Task AMonthlyLimit_LastsUntilTheNextMonth()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First", options => options.MonthlyLimit = 1), now: new(2026, 11, 30, 23, 59, 0, TimeSpan.Zero));
        await host.StartAsync();

        var queued = await host.Outbox.EnqueueAsync([.. Entries(2)]);
        await host.UntilAsync(async () => (await StatesAsync(host, queued)).Any(state => state.NextAttemptAt == new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)));
        await host.UntilAsync(() => Task.FromResult(host.Providers.CallsOf("First") is 2));

        host.Time.GetUtcNow().Month.Should().Be(12);
    }

    [Fact]
    public async Task APlaceThatWasNotUsed_IsGivenBack()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First", options => options.DailyLimit = 3));
        host.Providers.Script("First", call => call is 1
            ? ProviderResult.Rejected(new SendError(ErrorCode.InvalidRecipient, "no such user", Permanent: true))
            : ProviderResult.Sent($"id-{call}"));
        await host.StartAsync();

        var queued = await host.Outbox.EnqueueAsync([.. Entries(4)]);
        await host.UntilAsync(async () => (await StatesAsync(host, queued)).Count(state => state.Status is MessageStatus.Sent) is 3);

        (await StatesAsync(host, queued)).Count(state => state.Status is MessageStatus.Failed).Should().Be(1);
        var states = await host.Services.GetRequiredService<ISendingStateStore>().ListProvidersAsync(CancellationToken.None);
        states.Values.Single().Today.Should().Be(3);
        host.Time.GetUtcNow().Day.Should().Be(22, "nothing waits for midnight while there is a place");
    }

    [Fact]
    public async Task ARaisedLimit_LetsWaitingMessagesGo_WithoutWaitingForMidnight()
    {
        await using var host = new ScriptedHost();
        await host.StartAsync();
        var added = await host.Catalogue.AddAsync(MessageChannel.Email, Configuration(limit: 1));
        var queued = await host.Outbox.EnqueueAsync([.. Entries(3)]);
        await host.UntilAsync(async () => (await StatesAsync(host, queued)).Count(state => state.WaitingFor is WaitingFor.ProviderLimit) is 2);

        await host.Catalogue.UpdateAsync(MessageChannel.Email, added.Provider!.Id, Configuration(limit: 10));
        await host.UntilAsync(async () => (await StatesAsync(host, queued)).All(state => state.Status is MessageStatus.Sent));

        host.Time.GetUtcNow().Day.Should().Be(22);
    }

    [Fact]
    public async Task CampaignsLeaveAShareOfTheOnlyProvider_ToReceipts()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First", options => options.DailyLimit = 20));
        await host.StartAsync();

        var campaign = await host.Outbox.EnqueueAsync([.. Entries(30, MessagePriority.Low)]);
        await host.UntilAsync(async () => (await StatesAsync(host, campaign)).Count(state => state.WaitingFor is WaitingFor.ProviderLimit) is 12);
        var receipts = await host.Outbox.EnqueueAsync([.. Entries(2)]);
        await host.UntilAsync(async () => (await StatesAsync(host, receipts)).All(state => state.Status is MessageStatus.Sent));

        host.Time.GetUtcNow().Day.Should().Be(22);
        (await StatesAsync(host, campaign)).Count(state => state.Status is MessageStatus.Sent).Should().Be(18);
    }

    [Fact]
    public async Task CampaignsUseALimitToItsEnd_WhenAnotherProviderTakesTheRest()
    {
        await using var host = new ScriptedHost(builder => builder
            .AddScriptedEmail("First", options => (options.DailyLimit, options.IsDefault) = (20, true)).AddScriptedEmail("Second"));
        await host.StartAsync();

        await host.Outbox.EnqueueAsync([.. Entries(30, MessagePriority.Low)]);
        await host.UntilAsync(() => Task.FromResult(host.Providers.Emails.Count is 30));

        host.Providers.CallsOf("First").Should().Be(20);
    }

    [Fact]
    public async Task AQuotaOfTheVendor_CountsAsItsLimitOfTheDay_AndCostsNoTry()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"), Nairobi, now: BeforeMidnight);
        var quota = ProviderResult.Unavailable(new SendError(ErrorCode.LimitExceeded, "452 daily quota", Permanent: false));
        host.Providers.Script("First", call => call is 1 ? quota : ProviderResult.Sent("id"));
        await host.StartAsync();

        var queued = (await host.Outbox.EnqueueAsync(Receipt)).Message!.State.Id;
        await host.UntilAsync(async () => (await StateAsync(host, queued)).WaitingFor is WaitingFor.ProviderLimit);
        (await StateAsync(host, queued)).CountedTries.Should().Be(0);
        await host.UntilAsync(queued, MessageStatus.Sent);

        host.Time.GetUtcNow().Should().BeOnOrAfter(new DateTimeOffset(2026, 11, 22, 21, 0, 0, TimeSpan.Zero));
        host.Providers.CallsOf("First").Should().Be(2);
    }

    private static IEnumerable<OutboxEntry> Entries(int count, MessagePriority priority = MessagePriority.Normal) =>
        Enumerable.Range(0, count).Select(_ => new OutboxEntry(Receipt, new EnqueueOptions { Priority = priority }));

    private static async Task<MessageRecord> StateAsync(ScriptedHost host, Guid id) =>
        (await host.Messages.FindAsync(id, CancellationToken.None))!.State;

    private static async Task<IReadOnlyList<MessageRecord>> StatesAsync(ScriptedHost host, IReadOnlyList<EnqueueResult> queued) =>
        await Task.WhenAll(queued.Select(result => StateAsync(host, result.Message!.State.Id)));

    private static System.Text.Json.Nodes.JsonObject Configuration(int limit) => new()
    {
        ["name"] = "Only",
        ["provider_type"] = "api",
        ["service"] = "scripted",
        ["sender_email"] = "billing@example.com",
        ["daily_limit"] = limit,
    };
}
