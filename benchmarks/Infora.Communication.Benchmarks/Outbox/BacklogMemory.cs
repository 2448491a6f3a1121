using System.Diagnostics;
using System.Globalization;
using Infora.Communication.CrashTests.Databases;
using Npgsql;

namespace Infora.Communication.Benchmarks.Outbox;

/// <summary>How much memory the sample application needs while it sends a small and a large backlog through smtp-sink.</summary>
internal static class BacklogMemory
{
    private static readonly int[] Backlogs = [10_000, 1_000_000];

    public static async Task<int> RunAsync(string application, string[] args)
    {
        var backlogs = args.Length > 0 ? args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)) : Backlogs;
        using var sink = SmtpSink.Start();
        await using var server = await LocalPostgreSql.StartAsync(CancellationToken.None);
        Console.WriteLine("| backlog | largest resident memory (MB) | messages/s |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (var messages in backlogs)
        {
            var connection = await server.CreateDatabaseAsync(CancellationToken.None);
            await using var database = NpgsqlDataSource.Create(connection);
            await FillAsync(application, connection, database, sink.Port, messages);
            var (peak, rate) = await SendAsync(application, connection, database, sink.Port, messages);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {messages:N0} | {peak / 1024.0:0} | {rate:N0} |"));
        }

        return 0;
    }

    /// <summary>The application makes its tables; the messages are copies of one that the library stored.</summary>
    private static async Task FillAsync(string application, string connection, NpgsqlDataSource database, int port, int messages)
    {
        await using (var sample = SampleApplication.Start(application, connection, port, sends: false))
        {
            await sample.Started;
            sample.ThrowIfExited();
        }

        await using var host = await OutboxHost.StartAsync(connection, builder => BenchmarkProviders.Sink(builder, port, connections: 4), migrates: false);
        await MessageTables.EmptyAsync(database);
        await host.EnqueueAsync(1);
        await MessageTables.CopyAsync(database, messages - 1, new Dictionary<string, string>());
        await MessageTables.ExecuteAsync(database, "VACUUM ANALYZE");
    }

    private static async Task<(long PeakKilobytes, double Rate)> SendAsync(
        string application, string connection, NpgsqlDataSource database, int port, int messages)
    {
        await using var sample = SampleApplication.Start(application, connection, port, sends: true);
        await sample.Started;
        var started = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await MessageTables.CountAsync(database, "status IN ('queued', 'sending')") > 0)
        {
            sample.ThrowIfExited();
            await pace.WaitForNextTickAsync();
        }

        var (peak, rate) = (sample.Peak, messages / Stopwatch.GetElapsedTime(started).TotalSeconds);
        var sent = await MessageTables.CountAsync(database, "status = 'sent'");
        return sent == messages ? (peak, rate) : throw new InvalidOperationException($"{sent} of {messages} messages were sent.");
    }
}
