using System.Diagnostics;
using System.Globalization;
using Infora.Communication.CrashTests.Databases;
using Npgsql;

namespace Infora.Communication.Benchmarks.Outbox;

/// <summary>
/// The outbox beside what a developer writes by hand: messages and contents, 1,000 at a time, each table by one INSERT with
/// 1,000 rows of VALUES, both in one transaction. In turns, in the same tables, which are emptied before each turn.
/// </summary>
internal static class EnqueueComparison
{
    private const int Batch = 1_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var batches = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 9;
        await using var server = await LocalPostgreSql.StartAsync(CancellationToken.None);
        var connection = await server.CreateDatabaseAsync(CancellationToken.None);
        await using var database = NpgsqlDataSource.Create(connection);
        await using var host = await OutboxHost.StartAsync(connection, BenchmarkProviders.Nothing);
        await host.EnqueueAsync(1);
        StoredRow[] rows =
        [
            await StoredRow.ReadAsync(database, MessageTables.Messages, "id"),
            await StoredRow.ReadAsync(database, MessageTables.Contents, "message_id"),
        ];
        var (byHand, outbox) = (new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            var hand = await RateAsync(database, batches, () => InsertAsync(database, rows, batches));
            var ours = await RateAsync(database, batches, () => host.EnqueueAsync(Batch * batches));
            if (round >= 0)
            {
                // The first round of each only warms up.
                byHand.Add(hand);
                outbox.Add(ours);
            }
        }

        Console.WriteLine($"{Batch * batches} messages a round, {Batch} at a time, {rounds} rounds in turns, medians");
        Console.WriteLine("| INSERT … VALUES (messages/s) | outbox (messages/s) | ratio |");
        Console.WriteLine("| --- | --- | --- |");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {Medians.Of(byHand):N0} | {Medians.Of(outbox):N0} | {Medians.OfRatios(byHand, outbox):0.00} |"));
        return 0;
    }

    private static async Task<double> RateAsync(NpgsqlDataSource database, int batches, Func<Task> enqueueAsync)
    {
        await MessageTables.EmptyAsync(database);
        var started = Stopwatch.GetTimestamp();
        await enqueueAsync();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var stored = await MessageTables.CountAsync(database, "status = 'queued'");
        return stored == batches * Batch ? stored / seconds : throw new InvalidOperationException($"{stored} messages were stored.");
    }

    private static async Task InsertAsync(NpgsqlDataSource database, StoredRow[] rows, int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            await using var connection = await database.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var ids = Enumerable.Range(0, Batch).Select(_ => Guid.CreateVersion7()).ToList();
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var row in rows)
            {
                batch.BatchCommands.Add(row.Insert(ids));
            }

            await batch.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
    }
}
