using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infora.Communication.Benchmarks.Outbox;
using Infora.Communication.CrashTests.Databases;
using Npgsql;

namespace Infora.Communication.Benchmarks.Campaigns;

/// <summary>
/// A campaign through the sample application on PostgreSQL, as its user would send it: a draft, an upload, a start, and then
/// a look each second until it is completed; through smtp-sink, or through SendGrid's plugin to a server on this machine.
/// </summary>
internal static class CampaignRun
{
    private const string Key = "benchmark-key-0123456789abcdef0123456789abcdef";

    /// <summary>What an SMTP provider has by default.</summary>
    private const int Connections = 4;

    private const int MostCompared = 20_000;

    private static readonly int[] Sizes = [10_000, 1_000_000];

    public static async Task<int> RunAsync(string application, string[] args)
    {
        var isSendGrid = args.Contains("sendgrid");
        var sizes = args.Where(arg => char.IsAsciiDigit(arg[0])).Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)).ToArray();
        await using var server = await LocalPostgreSql.StartAsync(CancellationToken.None);
        Console.WriteLine("| recipients | upload (s) | COPY of the same rows (s) | estimate (s) | sent in (s) | messages/s | first tenth | last tenth | largest resident memory (MB) | requests | taken |"
            + (isSendGrid ? "" : " MailKit loop | ratio | nodemailer | ratio |"));
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |" + (isSendGrid ? "" : " --- | --- | --- | --- |"));
        foreach (var recipients in sizes.Length > 0 ? sizes : Sizes)
        {
            using var sink = SmtpSink.Start();
            using var vendor = new SendGridCount();
            var connection = await server.CreateDatabaseAsync(CancellationToken.None);
            await using var database = NpgsqlDataSource.Create(connection);
            await using var sample = SampleApplication.Start(application, connection, sink.Port, sends: true, Settings(isSendGrid ? vendor.Address : null));
            await sample.Started;
            sample.ThrowIfExited();
            using var http = new HttpClient { BaseAddress = new Uri(sample.Address!, "/"), Timeout = TimeSpan.FromHours(1) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
            var campaign = await CreateAsync(http, isSendGrid);

            var upload = await TimeAsync(() => UploadAsync(http, campaign, recipients));
            var copy = await CopyAsync(database);
            var estimate = await TimeAsync(() => PostAsync(http, $"{campaign}/estimate"));
            var started = Stopwatch.GetTimestamp();
            await PostAsync(http, $"{campaign}/start");
            var (seconds, first, last) = await WatchAsync(http, sample, campaign, recipients, started);
            var others = await MessageTables.CountAsync(database, "campaign_id IS NULL");
            if (others > 0)
            {
                Console.WriteLine($"Beside the campaign {others} messages were sent.");
            }

            var taken = sink.Taken;
            var peak = sample.Peak / 1024.0;
            var beside = isSendGrid ? "" : await CompareAsync(sink, Math.Min(recipients, MostCompared), recipients / seconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {recipients:N0} | {upload:0.0} | {copy:0.0} | {estimate:0.0} | {seconds:0} | {recipients / seconds:N0} | {first:N0} | {last:N0} | {peak:0} | {(isSendGrid ? vendor.Requests : recipients):N0} | {(isSendGrid ? vendor.Recipients : taken):N0} |{beside}"));
        }

        return 0;
    }

    /// <summary>To the same server over as many connections, in turns while the sample has nothing to do.</summary>
    private static async Task<string> CompareAsync(SmtpSink sink, int messages, double campaign)
    {
        var (loop, pool) = (new MailKitLoop(sink.Port, Connections), new NodemailerPool());
        var (mailKit, nodemailer) = (new List<double>(), new List<double>());
        await loop.SendAsync(messages / 10);
        for (var round = 0; round < 3; round++)
        {
            mailKit.Add(messages / await TimeAsync(() => loop.SendAsync(messages)));
            nodemailer.Add(await pool.RateAsync(sink.Port, Connections, messages));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $" {Medians.Of(mailKit):N0} | {campaign / Medians.Of(mailKit):0.00} | {Medians.Of(nodemailer):N0} | {campaign / Medians.Of(nodemailer):0.00} |");
    }

    private static Dictionary<string, string> Settings(Uri? sendGrid) => new()
    {
        ["BillingApp__ApiKey"] = Key,
        ["Communication__SafeRecipients__0"] = "*",
        ["Communication__RateLimiting__Enabled"] = "false",
        ["Communication__EmailProviders__SendGrid__Service"] = "sendgrid",
        ["Communication__EmailProviders__SendGrid__ApiKey"] = "SG.benchmark",
        ["Communication__EmailProviders__SendGrid__SenderEmail"] = BenchmarkMail.Sender,
        ["Communication__EmailProviders__SendGrid__BaseUrl"] = (sendGrid ?? new Uri("http://127.0.0.1:9/")).ToString(),
        ["Communication__EmailProviders__SendGrid__IsActive"] = sendGrid is null ? "false" : "true",
    };

    private static async Task<string> CreateAsync(HttpClient http, bool isSendGrid)
    {
        var template = await PostAsync(http, "/api/communication/email-templates", new
        {
            name = "Payment due (benchmark)",
            template_type = "custom",
            subject = "Payment due, {{ name }}",
            html_body = BenchmarkMail.Html.Replace("Amina Otieno", "{{ name }}", StringComparison.Ordinal).Replace("2,500", "{{ amount }}", StringComparison.Ordinal),
            text_body = BenchmarkMail.Text.Replace("Amina Otieno", "{{ name }}", StringComparison.Ordinal).Replace("2,500", "{{ amount }}", StringComparison.Ordinal),
        });
        var providers = (await http.GetFromJsonAsync<JsonArray>("/api/communication/email-providers"))!;
        var provider = providers.Single(one => one!["name"]!.GetValue<string>() == (isSendGrid ? "SendGrid" : "Sink"))!;
        var campaign = await PostAsync(http, "/api/communication/email-campaigns", new
        {
            name = "Benchmark",
            template_id = template["id"]!.GetValue<int>(),
            provider_id = provider["id"]!.GetValue<int>(),
            start = false,
        });
        return $"/api/communication/email-campaigns/{campaign["id"]!.GetValue<int>()}";
    }

    private static async Task UploadAsync(HttpClient http, string campaign, int recipients)
    {
        using var content = new PushedLines(recipients);
        var answer = await ReadAsync(await http.PostAsync(new Uri($"{campaign}/recipients", UriKind.Relative), content));
        if (answer["added"]!.GetValue<long>() != recipients)
        {
            throw new InvalidOperationException(answer.ToJsonString());
        }
    }

    /// <summary>The rows that the upload made go into tables of the same form, by COPY.</summary>
    private static async Task<double> CopyAsync(NpgsqlDataSource database)
    {
        await MessageTables.ExecuteAsync(database, "VACUUM ANALYZE");
        foreach (var table in (string[])[MessageTables.Messages, MessageTables.Contents])
        {
            await MessageTables.ExecuteAsync(database, $"CREATE TABLE copy_of_{table} (LIKE {table} INCLUDING ALL)");
        }

        var rows = new Dictionary<string, string>();
        foreach (var table in (string[])[MessageTables.Messages, MessageTables.Contents])
        {
            rows[table] = $"/tmp/infora-{table}-{Environment.ProcessId}.rows";
            await MessageTables.ExecuteAsync(database, $"COPY {table} TO '{rows[table]}' (FORMAT binary)");
        }

        var time = await TimeAsync(async () =>
        {
            foreach (var (table, file) in rows)
            {
                await MessageTables.ExecuteAsync(database, $"COPY copy_of_{table} FROM '{file}' (FORMAT binary)");
            }
        });
        foreach (var (table, file) in rows)
        {
            await MessageTables.ExecuteAsync(database, $"DROP TABLE copy_of_{table}");
            File.Delete(file);
        }

        return time;
    }

    /// <returns>The seconds from the start to the end, and the messages a second in the first and in the last tenth.</returns>
    private static async Task<(double Seconds, double First, double Last)> WatchAsync(
        HttpClient http, SampleApplication sample, string campaign, int recipients, long started)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        var seen = new List<(double Seconds, long Sent)>();
        while (true)
        {
            sample.ThrowIfExited();
            var body = await ReadAsync(await http.GetAsync(new Uri(campaign, UriKind.Relative)));
            var counts = body["counts"]!;
            seen.Add((Stopwatch.GetElapsedTime(started).TotalSeconds, counts["sent"]!.GetValue<long>()));
            if (counts["total"]!.GetValue<long>() != recipients)
            {
                throw new InvalidOperationException($"The counts do not add up: {counts.ToJsonString()}");
            }

            if (body["status"]!.GetValue<string>() is "completed")
            {
                break;
            }

            await pace.WaitForNextTickAsync();
        }

        if (seen[^1].Sent != recipients)
        {
            throw new InvalidOperationException($"{seen[^1].Sent} of {recipients} were sent.");
        }

        var end = seen.First(look => look.Sent == recipients).Seconds;
        return (end, Rate(0, recipients / 10), Rate(recipients - (recipients / 10), recipients));

        double Rate(long from, long to)
        {
            var (begin, finish) = (seen.Last(look => look.Sent <= from), seen.First(look => look.Sent >= to));
            return (finish.Sent - begin.Sent) / (finish.Seconds - begin.Seconds);
        }
    }

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var started = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, object? body = null) =>
        await ReadAsync(body is null
            ? await http.PostAsync(new Uri(path, UriKind.Relative), content: null)
            : await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body));

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{(int)response.StatusCode}: {text}");
        }
    }

    /// <summary>The recipients, made as they are sent.</summary>
    private sealed class PushedLines : HttpContent
    {
        private readonly int _recipients;

        public PushedLines(int recipients)
        {
            _recipients = recipients;
            Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            var lines = new StringBuilder();
            for (var n = 0; n < _recipients; n++)
            {
                lines.Append(CultureInfo.InvariantCulture, $"{{\"email\":\"customer{n}@example.com\",\"variables\":{{\"name\":\"Customer {n}\",\"amount\":\"{n % 9_000}.00\"}}}}\n");
                if (lines.Length > 100_000 || n == _recipients - 1)
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()));
                    lines.Clear();
                }
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
