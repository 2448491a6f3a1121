using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Infora.Communication.Benchmarks.Outbox;
using Infora.Communication.CrashTests.Databases;
using Npgsql;

namespace Infora.Communication.Benchmarks.Reports;

/// <summary>
/// Events of SendGrid, signed, to the sample application on PostgreSQL: many in a request and a kill in the middle, then one in
/// each request. As the vendor does, what is not answered with 200 is sent again. At the end each event must be there once.
/// </summary>
internal static class ReportRun
{
    private const int InARequest = 100;
    private const int OneByOne = 1_000;

    private static readonly string[] Kinds = ["delivered", "open", "click"];

    public static async Task<int> RunAsync(string application, string[] args)
    {
        var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 60;
        var rate = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5_000;
        await using var server = await LocalPostgreSql.StartAsync(CancellationToken.None);
        Console.WriteLine("| events | in a request | kills | events/s | sent again | answer, median (ms) | answer, 99th percentile (ms) | the same in the first 5 seconds | applied after the last (s) | messages right | events there |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        await RunAsync(server, application, seconds, rate, InARequest, kills: 1);
        await RunAsync(server, application, seconds, OneByOne, inARequest: 1, kills: 0);
        return 0;
    }

    private static async Task RunAsync(LocalPostgreSql server, string application, int seconds, int rate, int inARequest, int kills)
    {
        var connection = await server.CreateDatabaseAsync(CancellationToken.None);
        await using var database = NpgsqlDataSource.Create(connection);
        using var sink = SmtpSink.Start();
        using var vendor = new SendGridEvents();
        var messages = (seconds * rate) / Kinds.Length;
        var path = await PrepareAsync(application, connection, database, sink.Port, vendor, messages);

        var sample = await StartAsync(application, connection, sink.Port, vendor);
        try
        {
            var pump = new EventPump(vendor, () => new Uri(sample.Address!, path), messages, Kinds, inARequest, rate / inARequest);
            var running = pump.RunAsync();
            for (var kill = 0; kill < kills; kill++)
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds / (kills + 1.0)));
                await sample.DisposeAsync();
                sample = await StartAsync(application, connection, sink.Port, vendor);
            }

            var took = await running;
            var after = await AppliedAsync(database, sample);
            await ReportAsync(database, connection, pump, took, after, messages, inARequest, kills);
        }
        finally
        {
            await sample.DisposeAsync();
        }
    }

    /// <summary>The sample makes its tables and the provider; the messages are copies of one that the library stored.</summary>
    private static async Task<string> PrepareAsync(
        string application, string connection, NpgsqlDataSource database, int port, SendGridEvents vendor, int messages)
    {
        await using var sample = await StartAsync(application, connection, port, vendor, sends: false);
        using var http = new HttpClient { BaseAddress = new Uri(sample.Address!, "/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SendGridEvents.ApplicationKey);
        var providers = (await http.GetFromJsonAsync<JsonArray>("/api/communication/email-providers"))!;
        var provider = providers.Single(one => one!["name"]!.GetValue<string>() == "SendGrid")!;

        await using var host = await OutboxHost.StartAsync(connection, builder => BenchmarkProviders.Sink(builder, port, connections: 4), migrates: false);
        await MessageTables.EmptyAsync(database);
        await host.EnqueueAsync(1);
        await MessageTables.CopyAsync(database, messages, new Dictionary<string, string>
        {
            ["status"] = "'sent'",
            ["next_attempt_at"] = "NULL",
            ["sent_at"] = "now()",
            ["provider_id"] = provider["id"]!.ToJsonString(),
        });
        await MessageTables.ExecuteAsync(database, $"DELETE FROM {MessageTables.Messages} WHERE status = 'queued'");
        await MessageTables.ExecuteAsync(database, "VACUUM ANALYZE");
        await host.Counts.RebuildAsync(CancellationToken.None);
        return new Uri(provider["webhook_url"]!.GetValue<string>()).AbsolutePath;
    }

    private static async Task<SampleApplication> StartAsync(string application, string connection, int port, SendGridEvents vendor, bool sends = true)
    {
        var sample = SampleApplication.Start(application, connection, port, sends, vendor.Settings);
        await sample.Started;
        sample.ThrowIfExited();
        return sample;
    }

    private static async Task<double> AppliedAsync(NpgsqlDataSource database, SampleApplication sample)
    {
        var started = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        await using var command = database.CreateCommand("SELECT count(*) FROM communication_reports WHERE due_at IS NOT NULL");
        while ((long)(await command.ExecuteScalarAsync())! > 0)
        {
            sample.ThrowIfExited();
            await pace.WaitForNextTickAsync();
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task ReportAsync(
        NpgsqlDataSource database, string connection, EventPump pump, double took, double after, int messages, int inARequest, int kills)
    {
        var right = await MessageTables.CountAsync(
            database, "status = 'delivered' AND delivered_at IS NOT NULL AND opened_at IS NOT NULL AND clicked_at IS NOT NULL");
        await using var command = database.CreateCommand("SELECT count(*) FROM communication_message_events");
        var events = (long)(await command.ExecuteScalarAsync())!;
        await using var host = await OutboxHost.StartAsync(connection, builder => BenchmarkProviders.Sink(builder, 25, connections: 1), migrates: false);
        var differing = await host.Counts.CompareAsync(DateOnly.MinValue, DateOnly.MaxValue, CancellationToken.None);
        var sent = messages * Kinds.Length;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {sent:N0} | {inARequest} | {kills} | {sent / took:N0} | {pump.Repeated:N0} | {pump.Percentile(50):0.0} | {pump.Percentile(99):0.0} | {pump.FirstPercentile(99):0.0} | {after:0.0} | {right:N0} of {messages:N0} | {events:N0} of {sent:N0} |"));
        if (right != messages || events != sent || differing != 0)
        {
            throw new InvalidOperationException($"Not all is as it has to be; {differing} counters differ.");
        }
    }
}
