using Infora.Communication.CrashTests.Runs;
using Infora.Communication.CrashTests.Workers;

using var end = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The run ends in good order: servers are stopped and files are removed.
    pressed.Cancel = true;
    end.Cancel();
};
return args switch
{
    ["worker", .. var rest] => await Worker.RunAsync(rest),
    ["crash", .. var rest] => await Program.RunAsync(rest, Plans.CrashesAsync, end.Token),
    ["campaign", .. var rest] => await Program.RunAsync(rest, Plans.CampaignsAsync, end.Token),
    ["points", .. var rest] => await Program.RunAsync(rest, Plans.PointsAsync, end.Token),
    ["processes", .. var rest] => await Program.RunAsync(rest, Plans.ProcessesAsync, end.Token),
    ["faults", .. var rest] => await Program.RunAsync(rest, Plans.FaultsAsync, end.Token),
    _ => Program.Usage(),
};

internal static partial class Program
{
    public static async Task<int> RunAsync(string[] args, Func<PlanOptions, CancellationToken, Task<bool>> plan, CancellationToken cancellationToken)
    {
        var isKept = await plan(PlanOptions.Parse(args), cancellationToken);
        Console.WriteLine(isKept ? "All promises were kept." : "A promise was broken.");
        return isKept ? 0 : 1;
    }

    public static int Usage()
    {
        Console.Error.WriteLine("""
            Usage: dotnet run -c Release --project benchmarks/Infora.Communication.CrashTests -- <what> [options]

              crash       workers in processes of their own are killed at random moments while messages go
              campaign    the same while a campaign goes, and once while it is paused
              points      a worker dies at each named point in the life of a message
              processes   two and four workers share a PostgreSQL database
              faults      the database and the SMTP server go away, 452 after some mails, a full disk

              --database=postgresql|sqlite   only this one; both without it
              --connection=…                 an empty database of your own, instead of a server that is started for the run
              --uncertain=resend|hold        only this one
              --messages=5000 --kills=20 --workers=2 --lease=10 --seed=1
            """);
        return 2;
    }
}
