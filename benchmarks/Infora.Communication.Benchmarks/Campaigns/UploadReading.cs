using System.Diagnostics;
using System.Globalization;
using System.Text;
using Infora.Communication.Campaigns;
using Infora.Communication.Campaigns.Upload;
using Infora.Communication.Templates;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Benchmarks.Campaigns;

/// <summary>What a recipient of an uploaded file costs before it reaches the store: the line alone, and with the message made of it.</summary>
internal static class UploadReading
{
    private const int Different = 10_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var lines = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddInforaCommunication(options => options.DefaultRegion = "KE");
        await using var provider = services.BuildServiceProvider();
        var recipients = provider.GetRequiredService<CampaignRecipients>();

        Console.WriteLine($"{lines:N0} lines; microseconds of one processor, and bytes, a line");
        foreach (var channel in Enum.GetValues<MessageChannel>())
        {
            foreach (var kind in new[] { "ndjson", "csv" })
            {
                // Once for the compiler.
                await MeasureAsync(channel, kind, lines / 10, recipients);
                var read = await MeasureAsync(channel, kind, lines, recipients: null);
                var made = await MeasureAsync(channel, kind, lines, recipients);
                Console.WriteLine($"{channel,-6} {kind,-7} read {read.Microseconds,6:F2} us {read.Bytes,6:F0} B   with its message {made.Microseconds,6:F2} us {made.Bytes,6:F0} B");
            }
        }

        Console.WriteLine($"Largest resident memory: {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MB");
        return 0;
    }

    private static async Task<(double Microseconds, double Bytes)> MeasureAsync(MessageChannel channel, string kind, int lines, CampaignRecipients? recipients)
    {
        var campaign = new Campaign { Id = 1, Channel = channel, Name = "Measured", TemplateId = 1, Status = CampaignStatus.Draft };
        var shared = TemplateVariables.From(new { company = "Infora WiFi", support = "0700 000 000" });
        await using var stream = File(channel, kind, lines);
        using var csv = kind is "csv" ? await CsvRecipients.OpenAsync(channel, stream) : null;
        var (count, wrong) = (0, 0);
        var (allocated, used) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime);
        await foreach (var row in csv?.ReadAsync() ?? NdjsonRecipients.ReadAsync(channel, stream))
        {
            count++;
            if (row.Recipient is null || (recipients is not null && !recipients.Read(campaign, shared, row.Recipient, out _, out _)))
            {
                wrong++;
            }
        }

        // The processor's time and not the clock's: the machine may have other work, and the collector's part is in it.
        var elapsed = Environment.CpuUsage.TotalTime - used;
        return count == lines && wrong is 0
            ? (elapsed.TotalMicroseconds / lines, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)lines)
            : throw new InvalidOperationException($"{count} rows instead of {lines}, {wrong} of them wrong.");
    }

    private static RepeatedStream File(MessageChannel channel, string kind, int lines)
    {
        var isEmail = channel is MessageChannel.Email;
        var column = isEmail ? "email" : "phone";
        var made = Enumerable.Range(0, Different).Select(i =>
        {
            var address = isEmail ? $"customer{i}@example.com" : $"+2547{12_000_000 + i}";
            return Encoding.UTF8.GetBytes(kind is "csv"
                ? $"{address},Customer {i},\"KES 4,500.00\",2026-12-01\n"
                : $$$"""{"{{{column}}}":"{{{address}}}","variables":{"customer_name":"Customer {{{i}}}","amount":"KES 4,500.00","due_date":"2026-12-01"}}""" + "\n");
        });
        return new RepeatedStream(kind is "csv" ? Encoding.UTF8.GetBytes($"{column},customer_name,amount,due_date\n") : [], [.. made], lines);
    }
}
