using Infora.Communication.Campaigns;
using Infora.Communication.CrashTests.Databases;
using Infora.Communication.CrashTests.Recording;
using Infora.Communication.Messages;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>Workers are killed while a campaign goes, at random moments and while it is paused, and started again at once.</summary>
internal sealed record CampaignRun(Database Database, RunSettings Settings, int Recipients, int Kills, int Workers, int Seed)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>So soon after a pause nothing new leaves any more.</summary>
    private static readonly TimeSpan PauseTakes = TimeSpan.FromSeconds(2);

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var verdict = new Verdict($"{Database.Kind}: a campaign of {Recipients}, {Workers} workers, kill -9 {Kills} times and once in a pause (seed {Seed})");
        verdict.Begin();
        var recorder = new SmtpRecorder();
        await using var scene = await Scene.OpenAsync(Database, recorder, Settings.ToArguments(), cancellationToken);
        var id = await scene.StartCampaignAsync(Recipients, cancellationToken);
        await KillAsync(scene, id, verdict, cancellationToken);
        var tally = await scene.SettleAsync(Longest, cancellationToken);
        var progress = await scene.CompletedAsync(id, Longest, cancellationToken);

        var arrivals = new Arrivals(recorder.Mails, tally, Recipients);
        arrivals.Print(verdict);
        arrivals.RequireAll(verdict);
        var bound = (Kills + 1) * Settings.MaxInFlight;
        Verdict.Say($"  in the air at the kills at most: {Kills + 1} x {Settings.MaxInFlight} = {bound}");
        verdict.Require(tally.UncertainTries <= bound, $"no more tries are uncertain than messages were in the air ({tally.UncertainTries} of {bound})");
        verdict.Require(arrivals.Duplicates <= tally.UncertainTries, $"no more duplicates than uncertain tries ({arrivals.Duplicates} of {tally.UncertainTries})");
        verdict.Require(progress.Campaign.Status is CampaignStatus.Completed, $"the campaign is completed");
        verdict.Require(
            progress.Total == Recipients && progress.Count(MessageStatus.Sent) == Recipients,
            $"its counters say so ({progress.Count(MessageStatus.Sent)} of {progress.Total})");
        return scene.Conclude(verdict);
    }

    private async Task KillAsync(Scene scene, int campaign, Verdict verdict, CancellationToken cancellationToken)
    {
        var random = new Random(Seed);
        var moments = Enumerable.Range(0, Kills).Select(_ => random.Next(Recipients / 50, Recipients * 4 / 5)).Order().ToList();
        var workers = await scene.StartWorkersAsync(Workers, cancellationToken);
        for (var kill = 0; kill < moments.Count; kill++)
        {
            await scene.Recorder.WaitForAsync(moments[kill], cancellationToken);
            if (kill == Kills / 2)
            {
                await PauseAsync(scene, campaign, workers, verdict, cancellationToken);
            }

            await AgainAsync(scene, workers, random.Next(Workers), cancellationToken);
        }
    }

    private static async Task PauseAsync(
        Scene scene, int campaign, Workers.WorkerProcess[] workers, Verdict verdict, CancellationToken cancellationToken)
    {
        await scene.PauseCampaignAsync(campaign, cancellationToken);
        await Task.Delay(PauseTakes, cancellationToken);
        var arrived = scene.Recorder.Count;
        await AgainAsync(scene, workers, 0, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(10), cancellationToken);
        verdict.Require(scene.Recorder.Count == arrived, $"nothing arrived from {PauseTakes.TotalSeconds:0} s after the pause on, with a worker killed and started meanwhile ({arrived})");
        await scene.ResumeCampaignAsync(campaign, cancellationToken);
    }

    private static async Task AgainAsync(Scene scene, Workers.WorkerProcess[] workers, int victim, CancellationToken cancellationToken)
    {
        await workers[victim].KillAsync(cancellationToken);
        workers[victim] = await scene.StartWorkerAsync(cancellationToken);
    }
}
