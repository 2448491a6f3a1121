using Infora.Communication.Messages;

namespace Infora.Communication.Suppressions;

/// <summary>A suppression as an application gives it.</summary>
public sealed record SuppressionDraft
{
    /// <summary>Email or SMS.</summary>
    public required MessageChannel Channel { get; init; }

    /// <summary>The address, or the number as people write it: in E.164, or nationally in the configured region.</summary>
    public required string Recipient { get; init; }

    /// <summary>The messages that it stops; null for all.</summary>
    public MessageCategory? Category { get; init; }

    /// <summary>Why.</summary>
    public SuppressionReason Reason { get; init; } = SuppressionReason.Manual;

    /// <summary>What a person should know beside the reason; at most 500 characters.</summary>
    public string? Note { get; init; }

    /// <summary>The message that it came of, where it is known.</summary>
    public Guid? SourceMessageId { get; init; }
}
