using Infora.Communication.Outbox;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>What the workers of a run are set to, as arguments of their command lines.</summary>
internal sealed record RunSettings
{
    public UncertainDelivery Uncertain { get; init; } = UncertainDelivery.Resend;

    /// <summary>How many messages a process has in the air at most, which bounds what its end makes uncertain.</summary>
    public int MaxInFlight { get; init; } = 16;

    /// <summary>Longer than any process stands still on a busy machine: one that does counts as dead, and its messages as in doubt.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    public IReadOnlyList<string> ToArguments() =>
    [
        $"--Communication:Dispatcher:MaxInFlight={MaxInFlight}",
        $"--Communication:Dispatcher:Lease={Lease:c}",
        "--Communication:Dispatcher:PollInterval=00:00:00.250",
        $"--Communication:Retry:FirstDelay={FirstDelay:c}",
        "--Communication:Retry:MaxAttempts=50",
        $"--Communication:Uncertain:Email={Uncertain}",
    ];
}
