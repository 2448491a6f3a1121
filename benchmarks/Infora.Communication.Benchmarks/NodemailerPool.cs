using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Infora.Communication.Benchmarks;

/// <summary>Node's usual mailer with its pool of connections, in a process of its own: <c>benchmarks/nodemailer/send.mjs</c>.</summary>
internal sealed class NodemailerPool
{
    private readonly string _folder = FindFolder();

    /// <returns>The messages a second, after a few that only warm up.</returns>
    public async Task<double> RateAsync(int port, int connections, int messages)
    {
        if (!Directory.Exists(Path.Combine(_folder, "node_modules")))
        {
            await RunAsync("npm", ["ci", "--no-audit", "--no-fund"], input: "");
        }

        var mail = JsonSerializer.Serialize(new
        {
            from = $"Infora WiFi <{BenchmarkMail.Sender}>",
            to = $"{BenchmarkMail.RecipientName} <{BenchmarkMail.Recipient}>",
            subject = BenchmarkMail.Subject,
            text = BenchmarkMail.Text,
            html = BenchmarkMail.Html,
        });
        int[] numbers = [port, connections, messages];
        var output = await RunAsync("node", ["send.mjs", .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))], mail);
        return double.Parse(output, CultureInfo.InvariantCulture);
    }

    private async Task<string> RunAsync(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode is 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "nodemailer");
            if (File.Exists(Path.Combine(candidate, "send.mjs")))
            {
                return candidate;
            }
        }

        throw new InvalidOperationException("benchmarks/nodemailer was not found above the program.");
    }
}
