using Infora.Communication.CrashTests.Databases;
using Infora.Communication.Outbox;
using Microsoft.Extensions.Configuration;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>What the command line asks for.</summary>
internal sealed record PlanOptions
{
    public IReadOnlyList<string> Databases { get; init; } = [Database.PostgreSql, Database.Sqlite];

    /// <summary>Null for a server, or a file, that is made for the run.</summary>
    public string? Connection { get; init; }

    public IReadOnlyList<UncertainDelivery> Uncertain { get; init; } = [UncertainDelivery.Resend, UncertainDelivery.Hold];

    public int? Messages { get; init; }

    public int Kills { get; init; } = 20;

    public int Workers { get; init; } = 2;

    /// <summary>After this long a process that died is noticed.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(10);

    public int Seed { get; init; } = 1;

    public static PlanOptions Parse(string[] args)
    {
        var values = new ConfigurationBuilder().AddCommandLine(args).Build();
        var options = new PlanOptions();
        return options with
        {
            Databases = values["database"] is { } database ? [database] : options.Databases,
            Connection = values["connection"],
            Uncertain = values["uncertain"] is { } uncertain ? [Enum.Parse<UncertainDelivery>(uncertain, ignoreCase: true)] : options.Uncertain,
            Messages = values.GetValue<int?>("messages"),
            Kills = values.GetValue("kills", options.Kills),
            Workers = values.GetValue("workers", options.Workers),
            Lease = TimeSpan.FromSeconds(values.GetValue("lease", options.Lease.TotalSeconds)),
            Seed = values.GetValue("seed", options.Seed),
        };
    }
}
