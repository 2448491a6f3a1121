namespace Infora.Communication.Outbox;

/// <summary>What an <see cref="IOutboxAudit"/> found.</summary>
public sealed record OutboxAudit
{
    /// <summary>Messages that are queued and due at no time, by campaign: right for a campaign that has not started, and for no other message.</summary>
    public required IReadOnlyList<UndatedMessages> Undated { get; init; }

    /// <summary>How many are being sent under a lease that ended long ago, or under none.</summary>
    public required long Abandoned { get; init; }

    /// <summary>How many are counted in no status, or in more than one.</summary>
    public required long Miscounted { get; init; }
}

/// <summary>Queued messages that are due at no time.</summary>
/// <param name="Channel">Their channel.</param>
/// <param name="CampaignId">Their campaign; null for those of none.</param>
/// <param name="Count">How many there are.</param>
public sealed record UndatedMessages(MessageChannel Channel, int? CampaignId, long Count);
