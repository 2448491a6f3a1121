using Infora.Communication.CrashTests.Databases;
using Infora.Communication.CrashTests.Recording;
using Infora.Communication.CrashTests.Workers;
using Infora.Communication.Outbox;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>A worker dies at one point in the life of a message; another goes on after it.</summary>
internal sealed record PointRun(Database Database, RunSettings Settings, CrashPoint Point, int Messages)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var verdict = new Verdict($"{Database.Kind}, {Settings.Uncertain}: {Messages} messages, one death {InWords()}");
        verdict.Begin();
        var recorder = new SmtpRecorder { Delay = TimeSpan.FromMilliseconds(4) };
        await using var scene = await Scene.OpenAsync(Database, recorder, Settings.ToArguments(), cancellationToken);
        await scene.EnqueueAsync(Messages, cancellationToken);
        await DieAsync(scene, cancellationToken);
        await scene.StartWorkerAsync(cancellationToken);
        var tally = await scene.SettleAsync(Longest, cancellationToken);

        var arrivals = new Arrivals(recorder.Mails, tally, Messages);
        arrivals.Print(verdict);
        verdict.Require(tally.UncertainTries <= Settings.MaxInFlight, $"no more tries are uncertain than messages were in the air ({Settings.MaxInFlight} at most)");
        if (Point is CrashPoint.AfterClaim)
        {
            // Nobody was asked, so that nothing is in doubt whatever is to become of uncertain messages.
            verdict.Require(tally.UncertainTries is 0, $"nothing is uncertain");
            arrivals.RequireAll(verdict);
            arrivals.RequireNoneTwice(verdict);
        }
        else if (Settings.Uncertain is UncertainDelivery.Resend)
        {
            arrivals.RequireAll(verdict);
            verdict.Require(arrivals.Duplicates <= tally.UncertainTries, $"no more duplicates than uncertain tries");
        }
        else
        {
            arrivals.RequireNoneTwice(verdict);
            arrivals.RequireMissingOnesListed(verdict);
        }

        return scene.Conclude(verdict);
    }

    private async Task DieAsync(Scene scene, CancellationToken cancellationToken)
    {
        if (Point is not CrashPoint.AfterTheServerTookIt)
        {
            // At its first claim nothing else is in the air yet that could become uncertain.
            await scene.RunDyingWorkerAsync(Point, call: Point is CrashPoint.AfterClaim ? 1 : 3, cancellationToken);
            return;
        }

        // Only the server knows this point: it keeps its answer, and then the process is killed.
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scene.Recorder.Answers = _ => scene.Recorder.Count < Messages / 3 || !taken.TrySetResult();
        var worker = await scene.StartWorkerAsync(cancellationToken);
        await taken.Task.WaitAsync(cancellationToken);
        await worker.KillAsync(cancellationToken);
        scene.Recorder.Answers = _ => true;
    }

    private string InWords() => Point switch
    {
        CrashPoint.AfterClaim => "after the claim",
        CrashPoint.AfterAdmission => "after the admission, before anything is handed over",
        CrashPoint.AfterTheServerTookIt => "after the server took the message",
        CrashPoint.BeforeTheOutcomeIsStored => "before the outcome is stored",
        _ => "after the outcome is stored",
    };
}
