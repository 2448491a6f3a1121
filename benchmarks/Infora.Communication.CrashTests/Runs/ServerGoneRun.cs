using Infora.Communication.CrashTests.Databases;
using Infora.Communication.CrashTests.Recording;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>The SMTP server breaks all connections in the middle of its work and is gone for a while.</summary>
internal sealed record ServerGoneRun(Database Database, int Messages, TimeSpan Outage)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var verdict = new Verdict($"{Database.Kind}, the SMTP server is gone for {Outage.TotalSeconds:0} s: {Messages} messages, 1 worker");
        verdict.Begin();
        var recorder = new SmtpRecorder { Delay = TimeSpan.FromMilliseconds(10) };
        await using var scene = await Scene.OpenAsync(Database, recorder, new RunSettings().ToArguments(), cancellationToken);
        await scene.EnqueueAsync(Messages, cancellationToken);
        await scene.StartWorkerAsync(cancellationToken);
        await recorder.WaitForAsync(Messages / 3, cancellationToken);
        await recorder.StopAsync();
        await Task.Delay(Outage, cancellationToken);
        Verdict.Say($"  while it is gone: {await scene.TallyAsync(cancellationToken)}");
        recorder.Start();
        var back = TimeProvider.System.GetTimestamp();
        var tally = await scene.SettleAsync(Longest, cancellationToken);

        Verdict.Say($"  settled {TimeProvider.System.GetElapsedTime(back).TotalSeconds:0.0} s after it was back");
        var arrivals = new Arrivals(recorder.Mails, tally, Messages);
        arrivals.Print(verdict);
        arrivals.RequireAll(verdict);
        verdict.Require(
            arrivals.Duplicates <= recorder.Unanswered,
            $"no more duplicates than mails that it took and could not answer ({arrivals.Duplicates} of {recorder.Unanswered})");
        return scene.Conclude(verdict);
    }
}
