using System.Diagnostics;
using Infora.Communication.CrashTests.Databases;

namespace Infora.Communication.CrashTests.Workers;

/// <summary>A worker in an operating system process of its own.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _output;
    private readonly Task _errors;

    private WorkerProcess(Process process, TextWriter log)
    {
        _process = process;
        _output = CopyAsync(process.StandardOutput, log);
        _errors = CopyAsync(process.StandardError, log);
    }

    public static WorkerProcess Start(
        Database database, int smtpPort, IEnumerable<string> settings, TextWriter log, (CrashPoint Point, int Call)? crash = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet")
        {
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        }

        string[] arguments = ["worker", $"--database={database.Kind}", $"--connection={database.Connection}", $"--smtp-port={smtpPort}", .. settings];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (crash is { } at)
        {
            start.Environment[Worker.CrashPointVariable] = $"{at.Point}";
            start.Environment[Worker.CrashCallVariable] = $"{at.Call}";
        }

        return new WorkerProcess(Process.Start(start)!, log);
    }

    public Task ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(LongestStart, cancellationToken);

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Ends it in good order, as a deployment does: what is in the air is recorded.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await Task.WhenAll(_output, _errors);
        _process.Dispose();
    }

    private async Task CopyAsync(StreamReader from, TextWriter to)
    {
        while (await from.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (line is "ready")
            {
                _ready.TrySetResult();
            }
            else
            {
                await to.WriteLineAsync($"{_process.Id}: {line}");
            }
        }

        _ready.TrySetException(new InvalidOperationException("The worker ended before it was ready; its log says why."));
    }
}
