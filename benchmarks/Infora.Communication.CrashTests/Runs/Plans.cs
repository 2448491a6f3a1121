using Infora.Communication.CrashTests.Databases;
using Infora.Communication.CrashTests.Workers;
using Infora.Communication.Outbox;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>Which runs the program makes.</summary>
internal static class Plans
{
    public static async Task<bool> CrashesAsync(PlanOptions options, CancellationToken cancellationToken)
    {
        await using var databases = new RunDatabases(options);
        var areKept = true;
        foreach (var (kind, uncertain) in Cases(options))
        {
            var database = await databases.CreateAsync(kind, cancellationToken);
            var settings = new RunSettings { Uncertain = uncertain, Lease = options.Lease };
            var run = new CrashRun(database, settings, options.Messages ?? 5_000, options.Kills, WorkersOn(kind, options), options.Seed);
            areKept &= await run.RunAsync(cancellationToken);
        }

        return areKept;
    }

    public static async Task<bool> CampaignsAsync(PlanOptions options, CancellationToken cancellationToken)
    {
        await using var databases = new RunDatabases(options);
        var areKept = true;
        foreach (var kind in options.Databases)
        {
            var database = await databases.CreateAsync(kind, cancellationToken);
            var settings = new RunSettings { Uncertain = UncertainDelivery.Resend, Lease = options.Lease };
            var run = new CampaignRun(database, settings, options.Messages ?? 50_000, Math.Min(options.Kills, 10), WorkersOn(kind, options), options.Seed);
            areKept &= await run.RunAsync(cancellationToken);
        }

        return areKept;
    }

    public static async Task<bool> PointsAsync(PlanOptions options, CancellationToken cancellationToken)
    {
        await using var databases = new RunDatabases(options);
        var areKept = true;
        foreach (var (kind, uncertain) in Cases(options))
        {
            foreach (var point in Enum.GetValues<CrashPoint>())
            {
                var database = await databases.CreateAsync(kind, cancellationToken);
                areKept &= await new PointRun(database, new RunSettings { Uncertain = uncertain, Lease = options.Lease }, point, options.Messages ?? 1_000).RunAsync(cancellationToken);
            }
        }

        return areKept;
    }

    public static async Task<bool> ProcessesAsync(PlanOptions options, CancellationToken cancellationToken)
    {
        await using var databases = new RunDatabases(options);
        var areKept = true;
        foreach (var workers in (int[])[2, 4])
        {
            var database = await databases.CreateAsync(Database.PostgreSql, cancellationToken);
            areKept &= await new ProcessesRun(database, workers, options.Messages ?? 10_000).RunAsync(cancellationToken);
        }

        return areKept;
    }

    public static async Task<bool> FaultsAsync(PlanOptions options, CancellationToken cancellationToken)
    {
        await using var databases = new RunDatabases(options);
        var messages = options.Messages ?? 3_000;
        var areKept = true;
        if (options.Databases.Contains(Database.PostgreSql))
        {
            var server = await databases.ServerAsync(cancellationToken);
            areKept &= await new DatabaseCrashRun(server, messages, TimeSpan.FromSeconds(4)).RunAsync(cancellationToken);
        }

        foreach (var kind in options.Databases)
        {
            var database = await databases.CreateAsync(kind, cancellationToken);
            areKept &= await new ServerGoneRun(database, messages, TimeSpan.FromSeconds(8)).RunAsync(cancellationToken);
            database = await databases.CreateAsync(kind, cancellationToken);
            areKept &= await new QuotaRun(database, messages, messages / 3, WorkersOn(kind, options)).RunAsync(cancellationToken);
        }

        if (!options.Databases.Contains(Database.Sqlite) || !SmallDisk.IsPossible)
        {
            Console.WriteLine("The run on a full disk is for SQLite, and needs root for a disk that is small: it is left out.");
            return areKept;
        }

        using var disk = SmallDisk.Create();
        return areKept & await new FullDiskRun(disk).RunAsync(cancellationToken);
    }

    /// <summary>SQLite is for one process.</summary>
    private static int WorkersOn(string kind, PlanOptions options) => kind is Database.Sqlite ? 1 : options.Workers;

    private static IEnumerable<(string Kind, UncertainDelivery Uncertain)> Cases(PlanOptions options) =>
        options.Databases.SelectMany(kind => options.Uncertain.Select(uncertain => (kind, uncertain)));
}
