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
            await FillAsync(connection, database, sink.Port, messages);
            var (peak, rate) = await SendAsync(application, connection, database, sink.Port, messages);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {messages:N0} | {peak / 1024.0:0} | {rate:N0} |"));
        }

        return 0;
    }

    private static async Task FillAsync(string connection, NpgsqlDataSource database, int port, int messages)
    {
        await using var host = await OutboxHost.StartAsync(connection, builder => BenchmarkProviders.Sink(builder, port, connections: 4));
        await host.EnqueueAsync(1);
        await MessageTables.CopyAsync(database, messages - 1, new Dictionary<string, string>());
        await MessageTables.ExecuteAsync(database, "VACUUM ANALYZE");
    }

    private static async Task<(long PeakKilobytes, double Rate)> SendAsync(
        string application, string connection, NpgsqlDataSource database, int port, int messages)
    {
        var folder = Directory.CreateTempSubdirectory("infora-memory-");
        using var process = Process.Start(StartInfo(application, connection, port, folder.FullName))!;
        var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var started = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await MessageTables.CountAsync(database, "status IN ('queued', 'sending')") > 0)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The application ended with exit code {process.ExitCode}.");
            }

            await pace.WaitForNextTickAsync();
        }

        var rate = messages / Stopwatch.GetElapsedTime(started).TotalSeconds;
        var peak = PeakOf(process.Id);
        process.Kill();
        await process.WaitForExitAsync();
        await output;
        folder.Delete(recursive: true);
        var sent = await MessageTables.CountAsync(database, "status = 'sent'");
        return sent == messages ? (peak, rate) : throw new InvalidOperationException($"{sent} of {messages} messages were sent.");
    }

    /// <summary>What Linux calls VmHWM, in kilobytes.</summary>
    private static long PeakOf(int process) => long.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal).Trim(),
        CultureInfo.InvariantCulture);

    private static ProcessStartInfo StartInfo(string application, string connection, int port, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(application), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        start.Environment["Communication__Database"] = "postgres";
        start.Environment["ConnectionStrings__Communication"] = connection;
        start.Environment["Communication__AllowLoopbackProviders"] = "true";
        start.Environment["Communication__EmailProviders__Sink__Service"] = "smtp";
        start.Environment["Communication__EmailProviders__Sink__Host"] = "127.0.0.1";
        start.Environment["Communication__EmailProviders__Sink__Port"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["Communication__EmailProviders__Sink__UseTls"] = "false";
        start.Environment["Communication__EmailProviders__Sink__SenderEmail"] = BenchmarkMail.Sender;
        start.Environment["Communication__EmailProviders__Sink__IsDefault"] = "true";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return start;
    }
}
