using Infora.Communication.Alerts;

namespace Infora.Communication.Outbox;

/// <summary>Whether messages go out.</summary>
public sealed record SendingHealth
{
    /// <summary>The switch.</summary>
    public required SendingSwitch Switch { get; init; }

    /// <summary>The critical alerts of today that are not cleared, newest first.</summary>
    public required IReadOnlyList<Alert> CriticalAlerts { get; init; }

    /// <summary>How many messages are in a state that no step leads on from; null where the store cannot say.</summary>
    public required long? StuckMessages { get; init; }

    /// <summary>How many counters of today's and yesterday's messages differ from the messages, when they were last compared.</summary>
    public long CountersOutOfStep { get; init; }
}
