using System.Diagnostics;
using System.Globalization;

namespace Infora.Communication.Benchmarks.Outbox;

/// <summary>The sample application in a process of its own, on PostgreSQL, with smtp-sink as its mail server.</summary>
internal sealed class SampleApplication : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly Task _output;

    private SampleApplication(Process process, DirectoryInfo folder)
    {
        (_process, _folder) = (process, folder);

        Started = StartAsync();
        _output = CopyAsync();

        // It says where it listens once it has started, after what it logs until then.
        async Task StartAsync()
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.IndexOf("http://127.0.0.1", StringComparison.Ordinal) is var place and >= 0)
                {
                    Address = new Uri(line[place..].Split(' ')[0]);
                    break;
                }
            }
        }

        // It would stop once nobody reads.
        async Task CopyAsync()
        {
            await Started;
            await process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        }
    }

    public Task Started { get; }

    /// <summary>Where it listens, once it has started.</summary>
    public Uri? Address { get; private set; }

    /// <summary>What Linux calls VmHWM, in kilobytes.</summary>
    public long Peak => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))["VmHWM:".Length..^"kB".Length],
        CultureInfo.InvariantCulture);

    public static SampleApplication Start(
        string application, string connection, int smtpPort, bool sends, IReadOnlyDictionary<string, string>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("infora-sample-");
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(application), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in Settings(connection, smtpPort, sends).Concat(more ?? new Dictionary<string, string>()))
        {
            start.Environment[name] = value;
        }

        return new SampleApplication(Process.Start(start)!, folder);
    }

    public void ThrowIfExited()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The application ended with exit code {_process.ExitCode}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _output;
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Dictionary<string, string> Settings(string connection, int smtpPort, bool sends) => new()
    {
        ["ConnectionStrings__Communication"] = connection,
        ["Communication__Database"] = "postgres",
        ["Communication__AllowLoopbackProviders"] = "true",
        ["Communication__Dispatcher__Enabled"] = sends ? "true" : "false",
        ["Communication__EmailProviders__Sink__Service"] = "smtp",
        ["Communication__EmailProviders__Sink__Host"] = "127.0.0.1",
        ["Communication__EmailProviders__Sink__Port"] = smtpPort.ToString(CultureInfo.InvariantCulture),
        ["Communication__EmailProviders__Sink__UseTls"] = "false",
        ["Communication__EmailProviders__Sink__SenderEmail"] = BenchmarkMail.Sender,
        ["Communication__EmailProviders__Sink__IsDefault"] = "true",
        ["Logging__LogLevel__Default"] = "Warning",
    };
}
