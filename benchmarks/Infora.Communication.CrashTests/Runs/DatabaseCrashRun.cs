using Infora.Communication.CrashTests.Databases;
using Infora.Communication.CrashTests.Recording;
using Npgsql;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>The database server crashes under load, twice, and comes back.</summary>
internal sealed record DatabaseCrashRun(LocalPostgreSql Server, int Messages, TimeSpan Outage)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var verdict = new Verdict($"PostgreSQL crashes twice for {Outage.TotalSeconds:0} s: {Messages} messages, 2 workers");
        verdict.Begin();
        var database = new Database(Database.PostgreSql, await Server.CreateDatabaseAsync(cancellationToken));
        var recorder = new SmtpRecorder { Delay = TimeSpan.FromMilliseconds(10) };
        var settings = new RunSettings { MaxInFlight = 64, Lease = TimeSpan.FromMinutes(1) };
        await using var scene = await Scene.OpenAsync(database, recorder, settings.ToArguments(), cancellationToken);
        await scene.EnqueueAsync(Messages, cancellationToken);
        await scene.StartWorkersAsync(2, cancellationToken);
        foreach (var moment in (int[])[Messages / 4, Messages / 2])
        {
            await recorder.WaitForAsync(moment, cancellationToken);
            await Server.CrashAsync(cancellationToken);
            await Task.Delay(Outage, cancellationToken);
            await Server.ResumeAsync(cancellationToken);

            // Those of this process, which reads the result, lead to the server that crashed; the workers are left to find out.
            NpgsqlConnection.ClearAllPools();
            Verdict.Say($"  crashed after {moment} mails; {recorder.Count} had arrived when it was back");
        }

        var tally = await scene.SettleAsync(Longest, cancellationToken);
        var arrivals = new Arrivals(recorder.Mails, tally, Messages);
        arrivals.Print(verdict);
        arrivals.RequireAll(verdict);
        arrivals.RequireNoneTwice(verdict);
        verdict.Require(tally.UncertainTries is 0, $"no process died, so that no try is uncertain");
        return scene.Conclude(verdict);
    }
}
