using Infora.Communication.CrashTests.Databases;
using Infora.Communication.CrashTests.Recording;
using Infora.Communication.Messages;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>The SMTP server takes so many mails and answers 452 to all others: its limit for the day.</summary>
internal sealed record QuotaRun(Database Database, int Messages, int Quota, int Workers)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var verdict = new Verdict($"{Database.Kind}, 452 after {Quota} mails: {Messages} messages, {Workers} workers");
        verdict.Begin();
        var recorder = new SmtpRecorder { Quota = Quota };
        await using var scene = await Scene.OpenAsync(Database, recorder, new RunSettings { MaxInFlight = 64 }.ToArguments(), cancellationToken);
        await scene.EnqueueAsync(Messages, cancellationToken);
        await scene.StartWorkersAsync(Workers, cancellationToken);
        var tally = await scene.WaitUntilAsync(AllOthersWaitAsync, Longest, cancellationToken);

        var arrivals = new Arrivals(recorder.Mails, tally, Messages);
        arrivals.Print(verdict);
        arrivals.RequireNoneTwice(verdict);
        verdict.Require(tally.CountOf(MessageStatus.Sent) == arrivals.Distinct, $"what arrived is sent ({arrivals.Distinct})");
        verdict.Require(tally.CountOf(MessageStatus.Queued) == Messages - arrivals.Distinct, $"all others are queued");
        verdict.Require(tally.CountOf(MessageStatus.Failed) is 0, $"none failed");
        var midnight = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(1);
        verdict.Require(
            tally.CountOf(message => message.Status is MessageStatus.Queued && message.NextAttemptAt >= midnight.AddMinutes(-1)) == Messages - arrivals.Distinct,
            $"they are due when the next day begins");
        return scene.Conclude(verdict);

        async Task<bool> AllOthersWaitAsync(CancellationToken token) =>
            (await scene.TallyAsync(token)).CountOf(message => message.WaitingFor is WaitingFor.ProviderLimit) >= Messages - recorder.Count;
    }
}
