using System.Globalization;
using Infora.Communication.EntityFramework.PostgreSql;
using Infora.Communication.EntityFramework.Sqlite;
using Infora.Communication.EntityFramework.Tests.Databases;
using Infora.Communication.EntityFramework.Tests.Stores;
using Infora.Communication.Messages;
using Infora.Communication.TestSupport.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.EntityFramework.Tests.Messages;

/// <summary>The tables of the counters: what is noted, added up, compared with the messages and made anew.</summary>
public sealed class CounterTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task FoldAsync_MovesWhatIsNotedIntoTheCounters_TheOldestFirst(string kind)
    {
        using var database = await TestDatabase.CreateAsync(kind);
        await using var host = await EntityFrameworkHost.StartAsync(database, TimeProvider.System);
        var stores = host.Stores();
        for (var i = 0; i < 5; i++)
        {
            await stores.Messages.AddAsync(SampleMessages.Queued(Now), CancellationToken.None);
        }

        (await CountAsync(database, "communication_message_count_changes")).Should().Be(5);
        (await stores.Counts.FoldAsync(2, CancellationToken.None)).Should().Be(2);
        (await database.QueryAsync("SELECT messages FROM communication_message_counts")).Should().Be("2");
        (await stores.Counts.FoldAsync(10, CancellationToken.None)).Should().Be(3);
        (await stores.Counts.FoldAsync(10, CancellationToken.None)).Should().Be(0);

        (await database.QueryAsync("SELECT messages FROM communication_message_counts")).Should().Be("5");
        (await CountAsync(database, "communication_message_count_changes")).Should().Be(0);
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task ASetOfOutcomes_NotesOneChangeForEachCounter(string kind)
    {
        using var database = await TestDatabase.CreateAsync(kind);
        await using var host = await EntityFrameworkHost.StartAsync(database, TimeProvider.System);
        var stores = host.Stores();
        await stores.Messages.AddRangeAsync([.. Enumerable.Range(0, 20).Select(_ => SampleMessages.Queued(Now))], CancellationToken.None);
        await stores.Counts.FoldAsync(10, CancellationToken.None);
        var claimed = await stores.Outbox.ClaimDueAsync(20, Now, Now.AddHours(1), CancellationToken.None);

        // What comes back to the queue as it was changes no counter.
        await stores.Outbox.CompleteAsync(
            [
                .. claimed.Take(15).Select(message => new MessageCompletion(message.State with { Status = MessageStatus.Sent, SentAt = Now, ProviderId = 1 }, [], [])),
                .. claimed.Skip(15).Select(message => new MessageCompletion(message.State with { Status = MessageStatus.Queued }, [], [])),
            ],
            CancellationToken.None);

        (await database.QueryAsync("SELECT status, messages FROM communication_message_count_changes ORDER BY status"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Trim()).Should().Equal("queued|-15", "sent|15");
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task CompareAsync_FindsRowsThatWereWrittenPastTheLibrary_AndRebuildAsyncMendsThem(string kind)
    {
        using var database = await TestDatabase.CreateAsync(kind);
        await using var host = await EntityFrameworkHost.StartAsync(database, TimeProvider.System);
        var stores = host.Stores();
        await stores.Messages.AddRangeAsync([.. Enumerable.Range(0, 3).Select(_ => SampleMessages.Queued(Now))], CancellationToken.None);
        await stores.Messages.AddAsync(SampleMessages.Queued(Now.AddDays(-1)), CancellationToken.None);
        await stores.Counts.FoldAsync(2, CancellationToken.None);

        await database.QueryAsync("UPDATE communication_messages SET status = 'failed' WHERE queued_on = '2026-03-02'");
        (await stores.Counts.CompareAsync(Day, Day, CancellationToken.None)).Should().Be(2, "three are too many as queued, and missing as failed");
        (await stores.Counts.CompareAsync(Day.AddDays(-1), Day.AddDays(-1), CancellationToken.None)).Should().Be(0);

        await stores.Counts.RebuildAsync(CancellationToken.None);
        (await stores.Counts.CompareAsync(Day, Day, CancellationToken.None)).Should().Be(0);
        (await stores.Messages.CountAsync(Day, Day, CancellationToken.None)).Single().Should().Match<Infora.Communication.Statistics.StatisticsCount>(
            count => count.Status == MessageStatus.Failed && count.Messages == 3);

        await database.QueryAsync("UPDATE communication_message_counts SET segments = 1 WHERE day = '2026-03-02'");
        (await stores.Counts.CompareAsync(Day, Day, CancellationToken.None)).Should().Be(1);
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task APriceBeyondMeasure_IsCountedAsTenMillion_AndKeepsNothingFromBeingRecorded(string kind)
    {
        using var database = await TestDatabase.CreateAsync(kind);
        await using var host = await EntityFrameworkHost.StartAsync(database, TimeProvider.System);
        var stores = host.Stores();
        await stores.Messages.AddAsync(
            SampleMessages.Queued(Now).With(state => state with { Cost = new Money(12_345_678_901_234_567_890m, "KES") }), CancellationToken.None);

        (await stores.Messages.CountAsync(Day, Day, CancellationToken.None)).Single().Cost.Should().Be(10_000_000);
        (await stores.Counts.CompareAsync(Day, Day, CancellationToken.None)).Should().Be(0);
        await stores.Counts.RebuildAsync(CancellationToken.None);
        (await stores.Messages.CountAsync(Day, Day, CancellationToken.None)).Single().Cost.Should().Be(10_000_000);
    }

    /// <summary>A transaction of a host may take its time.</summary>
    [SkippableFact]
    public async Task AnOpenTransaction_KeepsNobodyFromCounting()
    {
        using var database = await TestDatabase.CreateAsync("PostgreSQL");
        await using var host = await EntityFrameworkHost.StartAsync(database, TimeProvider.System);
        var stores = host.Stores();
        await stores.Messages.AddAsync(SampleMessages.Queued(Now), CancellationToken.None);
        await using var scope = host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PostgreSqlCommunicationDbContext>();
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            await context.Database.ExecuteSqlRawAsync(
                "INSERT INTO communication_message_count_changes (day, channel, provider_id, campaign_id, status, accepted, currency, messages, opened, clicked, segments, cost) "
                + "SELECT day, channel, provider_id, campaign_id, status, accepted, currency, 7, 0, 0, 0, 0 FROM communication_message_count_changes");

            await stores.Messages.AddAsync(SampleMessages.Queued(Now), CancellationToken.None);
            (await stores.Counts.FoldAsync(10, CancellationToken.None)).Should().Be(2, "what is not committed is not seen");
            await stores.Counts.RebuildAsync(CancellationToken.None);
            (await stores.Messages.CountAsync(Day, Day, CancellationToken.None)).Single().Messages.Should().Be(2);
            await transaction.CommitAsync();
        }

        (await stores.Messages.CountAsync(Day, Day, CancellationToken.None)).Single().Messages.Should().Be(9, "it was noted after the messages were counted anew");
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task TheMigrationCountsTheMessagesThatThereAre(string kind)
    {
        using var database = await TestDatabase.CreateAsync(kind);
        await using (var before = NewContext(database))
        {
            await before.GetService<IMigrator>().MigrateAsync("Prices");
        }

        await ManyMessages.AddAsync(database, 500);
        await database.QueryAsync(
            "UPDATE communication_messages SET cost = '0.123456785', cost_currency = 'KES', segments = 2, opened_at = queued_at WHERE provider_id = 3");
        await database.QueryAsync("UPDATE communication_messages SET cost = '-3.5', cost_currency = 'USD' WHERE provider_id = 4");
        await database.QueryAsync("UPDATE communication_messages SET status = 'sending' WHERE provider_id = 5");

        await using var host = await EntityFrameworkHost.StartAsync(database, TimeProvider.System);
        var stores = host.Stores();

        (await stores.Counts.CompareAsync(DateOnly.MinValue, DateOnly.MaxValue, CancellationToken.None)).Should().Be(0);
        var counts = await stores.Messages.CountAsync(DateOnly.MinValue, DateOnly.MaxValue, CancellationToken.None);
        counts.Sum(count => count.Messages).Should().Be(500);
        counts.Where(count => count.Status is MessageStatus.Sending).Sum(count => count.Messages).Should().Be(100);
        counts.Where(count => count.Currency == "KES").Sum(count => count.Cost).Should().Be(100 * 0.12345679m);
        counts.Where(count => count.Currency == "USD").Sum(count => count.Cost).Should().Be(100 * -3.5m);
    }

    private static DbContext NewContext(TestDatabase database) => database.IsSqlite
        ? new SqliteCommunicationDbContext(Options<SqliteCommunicationDbContext>(database))
        : new PostgreSqlCommunicationDbContext(Options<PostgreSqlCommunicationDbContext>(database));

    private static DbContextOptions<TContext> Options<TContext>(TestDatabase database)
        where TContext : DbContext => (DbContextOptions<TContext>)database.Choose(new DbContextOptionsBuilder<TContext>()).Options;

    private static async Task<int> CountAsync(TestDatabase database, string table) =>
        int.Parse(await database.QueryAsync($"SELECT count(*) FROM {table}"), CultureInfo.InvariantCulture);
}
