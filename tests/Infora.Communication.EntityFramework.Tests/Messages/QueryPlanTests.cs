using FluentAssertions.Execution;
using Infora.Communication.Campaigns;
using Infora.Communication.EntityFramework.PostgreSql;
using Infora.Communication.EntityFramework.Sqlite;
using Infora.Communication.EntityFramework.Tests.Databases;
using Infora.Communication.EntityFramework.Tests.Stores;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.TestSupport.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.EntityFramework.Tests.Messages;

/// <summary>However many messages are finished, no query of the store reads them all.</summary>
public sealed class QueryPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 10, 0, 0, 0, TimeSpan.Zero);

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task EveryQueryUsesItsIndex(string kind)
    {
        using var database = await TestDatabase.CreateAsync(kind);
        var plans = new QueryPlans(database.IsSqlite);
        var services = EntityFrameworkHost.NewServices(TimeProvider.System);
        services.AddInforaCommunication().UseEntityFramework(ef => database.Choose(ef));
        services.ConfigureDbContext<SqliteCommunicationDbContext>(options => options.AddInterceptors(plans));
        services.ConfigureDbContext<PostgreSqlCommunicationDbContext>(options => options.AddInterceptors(plans));
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<IMessageStore>();
        var outbox = provider.GetRequiredService<IOutboxStore>();
        var campaigns = provider.GetRequiredService<ICampaignStore>();
        await MigrateAsync(database);
        await ManyMessages.AddAsync(database, 20_000);
        await store.AddRangeAsync([SampleMessages.Queued(Now), SampleMessages.Queued(Now)], default);
        await store.AddAsync(SampleMessages.Queued(Now).With(state => state with { Status = MessageStatus.Sent, PriceDueAt = Now }), default);

        var queries = new (string Index, Func<Task> Run)[]
        {
            ("due", () => outbox.ClaimDueAsync(10, Now, Now, default)),
            ("status", () => outbox.TakeOverAsync(10, Now, Now, default)),
            ("idempotency_key", () => store.AddAsync(
                SampleMessages.Queued(Now).With(state => state with { IdempotencyKey = "key-1" }), default)),
            ("status", () => ListAsync(new MessageQuery { Status = MessageStatus.Failed })),
            ("campaign", () => ListAsync(new MessageQuery { CampaignId = 7 })),
            ("provider", () => ListAsync(new MessageQuery { ProviderId = 6 })),
            ("contents_recipient", () => ListAsync(new MessageQuery { Recipient = "r77@example.com" })),
            ("queued", () => ListAsync(new MessageQuery { From = Now, Before = Now.AddMinutes(5) })),
            ("messages", () => ListAsync(new MessageQuery { After = Guid.Parse("00000100-0000-7000-8000-000000000100") })),
            ("campaign", () => store.CountByCampaignAsync([3, 4], default)),
            ("queued", () => store.CountAsync(new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 5), default)),
            ("campaign_status", () => campaigns.AdvanceAsync(Now, default)),
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

    private static async Task MigrateAsync(TestDatabase database)
    {
        await using var host = await EntityFrameworkHost.StartAsync(database, TimeProvider.System);
    }
}
