namespace Infora.Communication.Outbox;

/// <summary>What an <see cref="IOutboxAudit"/> found.</summary>
public sealed record OutboxAudit
{
    /// <summary>How many are queued and never come to their turn: they are due at no time, or their campaign is over.</summary>
    public required long Undated { get; init; }

    /// <summary>How many are being sent under a lease that ended long ago, or under none.</summary>
    public required long Abandoned { get; init; }

    /// <summary>How many are counted in no status, or in more than one.</summary>
    public required long Miscounted { get; init; }
}
