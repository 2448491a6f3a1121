using Infora.Communication.CrashTests.Databases;
using Infora.Communication.CrashTests.Recording;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>The disk under an SQLite database is full, while messages are queued and while they are sent, and has room again later.</summary>
internal sealed class FullDiskRun(SmallDisk disk)
{
    private const int Batch = 100;
    private const int Most = 20_000;
    private static readonly TimeSpan Shortage = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var verdict = new Verdict("sqlite on a full disk, 1 worker");
        verdict.Begin();
        var database = new Database(Database.Sqlite, $"Data Source={Path.Combine(disk.Folder, "messages.db")}");
        var recorder = new SmtpRecorder { Delay = TimeSpan.FromMilliseconds(4) };
        await using var scene = await Scene.OpenAsync(database, recorder, new RunSettings { Lease = TimeSpan.FromMinutes(1) }.ToArguments(), cancellationToken);
        disk.LeaveRoomFor(bytes: 1 << 20);
        var stored = await EnqueueUntilFullAsync(scene, verdict, cancellationToken);
        var before = await scene.TallyAsync(cancellationToken);
        Verdict.Say($"  stored before it was full: {stored}; in the store: {before.Total}");
        verdict.Require(before.Total == stored, $"nothing of the refused batch is there");

        disk.MakeRoom();
        await scene.EnqueueBatchAsync(Enumerable.Range(stored, Batch), cancellationToken);
        Verdict.Say($"  with room again the next {Batch} are stored");
        await scene.StartWorkerAsync(cancellationToken);
        await recorder.WaitForAsync(Batch, cancellationToken);
        disk.Fill();
        await Task.Delay(Shortage, cancellationToken);
        Verdict.Say($"  full for {Shortage.TotalSeconds:0} s while messages went; {recorder.Count} had arrived after it");
        disk.MakeRoom();
        var tally = await scene.SettleAsync(Longest, cancellationToken);
        var arrivals = new Arrivals(recorder.Mails, tally, stored + Batch);
        arrivals.Print(verdict);
        arrivals.RequireAll(verdict);
        arrivals.RequireNoneTwice(verdict);
        return scene.Conclude(verdict);
    }

    private static async Task<int> EnqueueUntilFullAsync(Scene scene, Verdict verdict, CancellationToken cancellationToken)
    {
        for (var stored = 0; stored < Most; stored += Batch)
        {
            try
            {
                await scene.EnqueueBatchAsync(Enumerable.Range(stored, Batch), cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                var innermost = exception.GetBaseException();
                Verdict.Say($"  refused with {exception.GetType().Name}: {innermost.Message}");
                verdict.Require(innermost.Message.Contains("full", StringComparison.OrdinalIgnoreCase), $"the error says that the disk is full");
                return stored;
            }
        }

        throw new InvalidOperationException($"The disk took {Most} messages and is not full.");
    }
}
