using Infora.Communication.CrashTests.Databases;
using Infora.Communication.CrashTests.Recording;
using Infora.Communication.Outbox;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>Workers are killed at random moments while messages go, and started again at once.</summary>
internal sealed record CrashRun(Database Database, RunSettings Settings, int Messages, int Kills, int Workers, int Seed)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var verdict = new Verdict($"{Database.Kind}, {Settings.Uncertain}: {Messages} messages, {Workers} workers, kill -9 {Kills} times (seed {Seed})");
        verdict.Begin();
        var recorder = new SmtpRecorder { Delay = TimeSpan.FromMilliseconds(20) };
        await using var scene = await Scene.OpenAsync(Database, recorder, Settings.ToArguments(), cancellationToken);
        await scene.EnqueueAsync(Messages, cancellationToken);
        await KillAsync(scene, cancellationToken);
        var tally = await scene.SettleAsync(Longest, cancellationToken);

        var arrivals = new Arrivals(recorder.Mails, tally, Messages);
        arrivals.Print(verdict);
        var bound = Kills * Settings.MaxInFlight;
        Verdict.Say($"  in the air at the kills at most: {Kills} x {Settings.MaxInFlight} = {bound}");
        verdict.Require(tally.UncertainTries <= bound, $"no more tries are uncertain than messages were in the air ({tally.UncertainTries} of {bound})");
        if (Settings.Uncertain is UncertainDelivery.Resend)
        {
            arrivals.RequireAll(verdict);
            verdict.Require(
                arrivals.Duplicates <= tally.UncertainTries,
                $"no more duplicates than uncertain tries ({arrivals.Duplicates} of {tally.UncertainTries})");
        }
        else
        {
            arrivals.RequireNoneTwice(verdict);
            arrivals.RequireMissingOnesListed(verdict);
        }

        return scene.Conclude(verdict);
    }

    private async Task KillAsync(Scene scene, CancellationToken cancellationToken)
    {
        var random = new Random(Seed);

        // Held messages never arrive: the last moments have to come before the last mail.
        var moments = Enumerable.Range(0, Kills).Select(_ => random.Next(Messages / 50, Messages * 4 / 5)).Order().ToList();
        var workers = await scene.StartWorkersAsync(Workers, cancellationToken);
        foreach (var moment in moments)
        {
            await scene.Recorder.WaitForAsync(moment, cancellationToken);
            var victim = random.Next(Workers);
            await workers[victim].KillAsync(cancellationToken);
            workers[victim] = await scene.StartWorkerAsync(cancellationToken);
        }
    }
}
