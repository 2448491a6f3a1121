using Infora.Communication.CrashTests.Databases;
using Infora.Communication.CrashTests.Recording;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>Several processes share a database, and nothing happens to any of them.</summary>
internal sealed record ProcessesRun(Database Database, int Workers, int Messages)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var verdict = new Verdict($"{Database.Kind}: {Messages} messages, {Workers} workers, no crash");
        verdict.Begin();
        var settings = new RunSettings { MaxInFlight = 64 };
        await using var scene = await Scene.OpenAsync(Database, new SmtpRecorder(), settings.ToArguments(), cancellationToken);
        var workers = scene.StartWorkersAsync(Workers, cancellationToken);
        await scene.EnqueueAsync(Messages, cancellationToken);
        await workers;
        var tally = await scene.SettleAsync(Longest, cancellationToken);

        var arrivals = new Arrivals(scene.Recorder.Mails, tally, Messages);
        arrivals.Print(verdict);
        arrivals.RequireAll(verdict);
        arrivals.RequireNoneTwice(verdict);
        verdict.Require(tally.UncertainTries is 0, $"no try is uncertain");
        return scene.Conclude(verdict);
    }
}
