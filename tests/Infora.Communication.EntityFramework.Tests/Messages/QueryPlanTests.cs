using FluentAssertions.Execution;
using Infora.Communication.Campaigns;
using Infora.Communication.EntityFramework.PostgreSql;
using Infora.Communication.EntityFramework.Sqlite;
using Infora.Communication.EntityFramework.Tests.Databases;
using Infora.Communication.EntityFramework.Tests.Stores;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Statistics;
using Infora.Communication.TestSupport.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.EntityFramework.Tests.Messages;

/// <summary>However many messages are finished, no query of the store reads them all.</summary>
public sealed class QueryPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly Guid Sent = IdOf(100);

    [SkippableTheory]
    [InlineData("SQLite", true)]
    [InlineData("SQLite", false)]
    [InlineData("PostgreSQL", true)]
    public async Task EveryQueryUsesItsIndex(string kind, bool analyzes)
    {
        using var database = await TestDatabase.CreateAsync(kind);
        var plans = new QueryPlans();
        var services = EntityFrameworkHost.NewServices(TimeProvider.System);
        services.AddInforaCommunication().UseEntityFramework(ef => database.Choose(ef));
        services.ConfigureDbContext<SqliteCommunicationDbContext>(options => options.AddInterceptors(new SqlitePlans(plans)));
        services.ConfigureDbContext<PostgreSqlCommunicationDbContext>(options => options.AddInterceptors(new PostgreSqlPlans(plans)));
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<IMessageStore>();
        var outbox = provider.GetRequiredService<IOutboxStore>();
        var campaigns = provider.GetRequiredService<ICampaignStore>();
        await MigrateAsync(database);
        var counts = provider.GetRequiredService<IMessageCounts>();
        await ManyMessages.AddAsync(database, 20_000, analyzes);
        await ManyMessages.CountAsync(database, counts, analyzes);
        await store.AddRangeAsync([SampleMessages.Queued(Now), SampleMessages.Queued(Now)], default);
        await store.AddAsync(SampleMessages.Queued(Now).With(state => state with { Status = MessageStatus.Sent, PriceDueAt = Now }), default);

        var queries = new (string Index, Func<Task> Run)[]
        {
            ("due", () => outbox.ClaimDueAsync(10, Now, Now, default)),
            ("status", () => outbox.TakeOverAsync(10, Now, Now, default)),
            ("messages", () => outbox.ExtendLeasesAsync([new MessageClaim(Sent, 1)], Now, default)),
            ("uncertain", () => outbox.ReleaseUncertainAsync(Now, default)),
            ("waiting", () => outbox.ReleaseWaitingAsync(MessageChannel.Email, 10, Now, default)),
            ("messages", () => AdmitAsync(outbox)),
            ("messages", () => outbox.CompleteAsync(Completions(), default)),
            ("messages", () => store.ChangeAsync(Sent, state => new MessageCompletion(state with { AttemptCount = 2 }, [], []), default)),
            ("correlation_key", () => outbox.CancelAsync("invoice-201", Now, default)),
            ("messages_correlation_key", async () =>
            {
                await database.QueryAsync(analyzes ? "ANALYZE communication_cancellations" : "SELECT 1");
                plans.Take();
                await outbox.ApplyCancellationsAsync(Now, default);
            }),
            ("idempotency_key", () => store.FindByKeyAsync(MessageChannel.Email, "key-1", default)),
            ("idempotency_key", () => store.AddAsync(
                SampleMessages.Queued(Now).With(state => state with { IdempotencyKey = "key-1" }), default)),
            ("status", () => ListAsync(new MessageQuery { Status = MessageStatus.Failed })),
            ("campaign", () => ListAsync(new MessageQuery { CampaignId = 7 })),
            ("provider", () => ListAsync(new MessageQuery { ProviderId = 6 })),
            ("contents_recipient", () => ListAsync(new MessageQuery { Recipient = "r77@example.com" })),
            ("queued", () => ListAsync(new MessageQuery { From = Now, Before = Now.AddMinutes(5) })),
            ("messages", () => ListAsync(new MessageQuery { After = Guid.Parse("00000100-0000-7000-8000-000000000100") })),
            ("counts_campaign", () => store.CountByCampaignAsync([3, 4], default)),
            ("message_counts", () => store.CountAsync(new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 5), default)),
            ("queued", () => counts.CompareAsync(new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 5), default)),
            ("campaign", () => campaigns.ListRecipientsAsync(3, null, 10, default)),
            ("campaign_due", () => campaigns.ClaimAsync(new CampaignClaim { CampaignId = 3, Limit = 10, Now = Now, LeaseUntil = Now.AddMinutes(1) }, default)),
            ("campaign_due", () => campaigns.CancelQueuedAsync(3, 10, Now, default)),
            ("campaign_failed", () => campaigns.RetryFailedAsync(3, 10, Now, default)),
            ("sent", () => store.GetLastSuccessAsync(default)),
            ("price_due", () => store.ClaimDuePricesAsync(10, Now, _ => null, default)),
        };

        using var all = new AssertionScope();
        foreach (var (index, run) in queries)
        {
            plans.Take();
            await run();
            var plan = plans.Take();
            var text = string.Join('\n', plan);
            text.Should().MatchRegex($"(?i)(ix|PK|autoindex)_communication_[a-z_]*{index}", "that index serves {0}", text);
            QueryPlans.WholeTables(plan).Should().BeEmpty("nothing reads a whole table: {0}", text);
        }

        Task ListAsync(MessageQuery query) => store.ListAsync(query with { Limit = 20 }, default);
    }

    private static Task<Admission> AdmitAsync(IOutboxStore outbox) => outbox.AdmitAsync(
        new AdmissionRequest
        {
            Channel = MessageChannel.Email,
            ProviderId = 1,
            ProviderVersion = 1,
            Messages = [.. Ids().Select(id => new AdmissionCandidate(id, 1) { QueuedAt = Now, CorrelationKey = "invoice-201" })],
            Now = Now,
            Day = new DateOnly(2026, 1, 10),
        },
        default);

    private static List<MessageCompletion> Completions() =>
    [
        .. Ids().Select(id => new MessageCompletion(
            SampleMessages.Queued(Now).State with { Id = id, CorrelationKey = "invoice-201" },
            [new MessageAttempt(1, 1, Now, TimeSpan.Zero, SendStatus.Unavailable, null)],
            [new MessageEvent("deferred", Now)])
        {
            Returned = [new ReturnedPlace(1, new DateOnly(2026, 1, 10))],
        }),
    ];

    /// <summary>As many as a process hands over at once.</summary>
    private static IEnumerable<Guid> Ids() => Enumerable.Range(1, 64).Select(number => IdOf(number * 100));

    private static Guid IdOf(int number) => Guid.Parse($"{number:x8}-0000-7000-8000-{number:x12}");

    private static async Task MigrateAsync(TestDatabase database)
    {
        await using var host = await EntityFrameworkHost.StartAsync(database, TimeProvider.System);
    }
}
