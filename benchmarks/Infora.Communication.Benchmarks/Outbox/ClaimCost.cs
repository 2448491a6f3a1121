using System.Diagnostics;
using System.Globalization;
using Infora.Communication.CrashTests.Databases;
using Npgsql;

namespace Infora.Communication.Benchmarks.Outbox;

/// <summary>
/// What a claim costs in a small table and in one with millions of messages, most of them finished and a tenth due later; as
/// many are due in both.
/// </summary>
internal static class ClaimCost
{
    private const int Small = 1_000;
    private const int Due = 500;
    private const int Claim = 50;

    public static async Task<int> RunAsync(string[] args)
    {
        var rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5_000_000;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 15;
        await using var server = await LocalPostgreSql.StartAsync(CancellationToken.None);
        await using var small = await FilledTable.CreateAsync(await server.CreateDatabaseAsync(CancellationToken.None), Small, Due);
        await using var large = await FilledTable.CreateAsync(await server.CreateDatabaseAsync(CancellationToken.None), rows, Due);
        var (ofSmall, ofLarge) = (new List<double>(), new List<double>());
        for (var round = -2; round < rounds; round++)
        {
            var (one, other) = (await small.ClaimAsync(Claim), await large.ClaimAsync(Claim));
            if (round >= 0)
            {
                // The first rounds only warm up.
                ofSmall.Add(one);
                ofLarge.Add(other);
            }
        }

        Console.WriteLine($"claims of {Claim} of {Due} due messages, with their content; {rounds} rounds of {Due / Claim} claims in turns, medians");
        Console.WriteLine($"| {Small:N0} messages (ms) | {rows:N0} messages (ms) | ratio |");
        Console.WriteLine("| --- | --- | --- |");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {Medians.Of(ofSmall):0.00} | {Medians.Of(ofLarge):0.00} | {Medians.OfRatios(ofSmall, ofLarge):0.00} |"));
        return 0;
    }

    private sealed class FilledTable(OutboxHost host, NpgsqlDataSource database, int due) : IAsyncDisposable
    {
        private static readonly Dictionary<string, string> Finished = new()
        {
            ["status"] = "CASE n % 10 WHEN 8 THEN 'queued' WHEN 9 THEN 'delivered' ELSE 'sent' END",
            ["next_attempt_at"] = "CASE n % 10 WHEN 8 THEN now() + (3600 + n % 2592000) * interval '1 second' END",
            ["waiting_for"] = "CASE n % 10 WHEN 8 THEN 'schedule' END",
            ["sent_at"] = "CASE n % 10 WHEN 8 THEN NULL ELSE now() END",
        };

        public static async Task<FilledTable> CreateAsync(string connection, int rows, int due)
        {
            var host = await OutboxHost.StartAsync(connection, BenchmarkProviders.Nothing);
            var database = NpgsqlDataSource.Create(connection);
            await host.EnqueueAsync(due);
            await MessageTables.CopyAsync(database, rows - due, Finished);
            await MessageTables.ExecuteAsync(database, "VACUUM ANALYZE");
            return new FilledTable(host, database, due);
        }

        /// <summary>Claims what is due, and makes it due again.</summary>
        /// <returns>The median of the claims, in milliseconds.</returns>
        public async Task<double> ClaimAsync(int most)
        {
            var times = new List<double>();
            for (var claimed = 0; claimed < due;)
            {
                var now = TimeProvider.System.GetUtcNow();
                var started = Stopwatch.GetTimestamp();
                var messages = await host.Store.ClaimDueAsync(most, now, now.AddHours(1), CancellationToken.None);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                claimed += messages.Count is 0 ? throw new InvalidOperationException($"Only {claimed} were due.") : messages.Count;
            }

            await MessageTables.ExecuteAsync(database, $"UPDATE {MessageTables.Messages} SET status = 'queued' WHERE status = 'sending'");
            await MessageTables.ExecuteAsync(database, $"VACUUM {MessageTables.Messages}");
            return Medians.Of(times);
        }

        public async ValueTask DisposeAsync()
        {
            await host.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
