using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Infora.Communication.Benchmarks.Outbox;
using Infora.Communication.Benchmarks.Reports;
using Infora.Communication.CrashTests.Databases;
using Npgsql;

namespace Infora.Communication.Benchmarks.Statistics;

/// <summary>
/// What <c>GET /stats</c> of 30 days takes with ten thousand and with millions of messages over 90 days: both channels, four
/// providers, a campaign a day, every outcome. Requests go to both in turns.
/// </summary>
internal static class StatisticsCost
{
    private const int Small = 10_000;
    private const int Days = 90;

    private static readonly Dictionary<string, string> Values = new()
    {
        ["channel"] = "CASE n % 2 WHEN 0 THEN 'email' ELSE 'sms' END",
        ["status"] = "(ARRAY['delivered', 'delivered', 'sent', 'bounced', 'failed'])[1 + (n / 4) % 5]",
        ["provider_id"] = "1 + n % 4",
        ["campaign_id"] = $"CASE WHEN n % 3 = 0 THEN NULL ELSE 1 + (n / 20) % {Days} END",
        ["queued_on"] = $"current_date - ((n / 20) % {Days})::int",
        ["queued_at"] = $"now() - ((n / 20) % {Days})::int * interval '1 day'",
        ["sent_at"] = "now()",
        ["next_attempt_at"] = "NULL",
        ["delivered_at"] = "now()",
        ["opened_at"] = "CASE WHEN n % 7 = 0 THEN now() END",
        ["clicked_at"] = "CASE WHEN n % 21 = 0 THEN now() END",
        ["segments"] = "CASE n % 2 WHEN 1 THEN 1 + n % 3 END",
        ["cost"] = "CASE n % 2 WHEN 1 THEN 0.8 END",
        ["cost_currency"] = "CASE n % 2 WHEN 1 THEN 'KES' END",
    };

    public static async Task<int> RunAsync(string application, string[] args)
    {
        var messages = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000_000;
        var requests = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 300;
        await using var server = await LocalPostgreSql.StartAsync(CancellationToken.None);
        await using var small = await Side.StartAsync(server, application, Small);
        await using var large = await Side.StartAsync(server, application, messages);
        var (ofSmall, ofLarge) = (new List<double>(), new List<double>());
        for (var request = -20; request < requests; request++)
        {
            var (one, other) = (await small.AskAsync(), await large.AskAsync());
            if (request >= 0)
            {
                // The first ones only warm up.
                ofSmall.Add(one);
                ofLarge.Add(other);
            }
        }

        Console.WriteLine("| messages | counters | median (ms) | 95th percentile (ms) |");
        Console.WriteLine("| --- | --- | --- | --- |");
        Console.WriteLine(Line(Small, await small.CountersAsync(), ofSmall));
        Console.WriteLine(Line(messages, await large.CountersAsync(), ofLarge));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio of the 95th percentiles: {Percentile(ofLarge) / Percentile(ofSmall):0.00}"));
        return 0;
    }

    private static string Line(int messages, long counters, List<double> times) => string.Create(
        CultureInfo.InvariantCulture, $"| {messages:N0} | {counters:N0} | {Medians.Of(times):0.0} | {Percentile(times):0.0} |");

    private static double Percentile(List<double> times) => times.Order().ElementAt((int)((times.Count - 1) * 0.95));

    private sealed class Side(SampleApplication sample, NpgsqlDataSource database, HttpClient http, SmtpSink sink, int messages) : IAsyncDisposable
    {
        private readonly long _expected = Enumerable.Range(1, messages).LongCount(n => n / 20 % Days < 30);

        public static async Task<Side> StartAsync(LocalPostgreSql server, string application, int messages)
        {
            var connection = await server.CreateDatabaseAsync(CancellationToken.None);
            var database = NpgsqlDataSource.Create(connection);
            var sink = SmtpSink.Start();
            using var vendor = new SendGridEvents();
            await using (var first = SampleApplication.Start(application, connection, sink.Port, sends: false, vendor.Settings))
            {
                await first.Started;
                first.ThrowIfExited();
            }

            await using (var host = await OutboxHost.StartAsync(connection, builder => BenchmarkProviders.Sink(builder, sink.Port, connections: 1), migrates: false))
            {
                await MessageTables.EmptyAsync(database);
                await host.EnqueueAsync(1);
                await MessageTables.CopyAsync(database, messages, Values, withContents: false);
                await MessageTables.ExecuteAsync(database, $"DELETE FROM {MessageTables.Messages} WHERE status = 'queued'");
                await MessageTables.ExecuteAsync(database, "VACUUM ANALYZE");
                await host.Counts.RebuildAsync(CancellationToken.None);
            }

            var settings = new Dictionary<string, string>(vendor.Settings) { ["Communication__RateLimiting__Enabled"] = "false" };
            var sample = SampleApplication.Start(application, connection, sink.Port, sends: false, settings);
            await sample.Started;
            sample.ThrowIfExited();
            var http = new HttpClient { BaseAddress = new Uri(sample.Address!, "/") };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SendGridEvents.ApplicationKey);
            return new Side(sample, database, http, sink, messages);
        }

        /// <returns>The milliseconds to the whole answer, which must count exactly the messages of those days.</returns>
        public async Task<double> AskAsync()
        {
            var today = DateOnly.FromDateTime(DateTime.UtcNow);
            var started = Stopwatch.GetTimestamp();
            var text = await http.GetStringAsync(new Uri($"/api/communication/stats?from={today.AddDays(-29):yyyy-MM-dd}&to={today:yyyy-MM-dd}", UriKind.Relative));
            var time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            var body = JsonNode.Parse(text)!;
            var counted = body["email"]!["queued"]!.GetValue<long>() + body["sms"]!["queued"]!.GetValue<long>();
            return counted == _expected
                ? time
                : throw new InvalidOperationException($"{counted} messages were counted where there are {_expected}.");
        }

        public async Task<long> CountersAsync()
        {
            await using var command = database.CreateCommand("SELECT count(*) FROM communication_message_counts");
            return (long)(await command.ExecuteScalarAsync())!;
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await sample.DisposeAsync();
            await database.DisposeAsync();
            sink.Dispose();
        }
    }
}
