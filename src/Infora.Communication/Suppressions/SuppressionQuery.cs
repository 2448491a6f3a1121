using Infora.Communication.Messages;

namespace Infora.Communication.Suppressions;

/// <summary>Which suppressions to list, newest first.</summary>
public sealed record SuppressionQuery
{
    /// <summary>Only this channel.</summary>
    public MessageChannel? Channel { get; init; }

    /// <summary>Only this recipient: an email address without regard to case, or a number.</summary>
    public string? Recipient { get; init; }

    /// <summary>Only those that name this category; one that stops all messages names none.</summary>
    public MessageCategory? Category { get; init; }

    /// <summary>Only this reason.</summary>
    public SuppressionReason? Reason { get; init; }

    /// <summary>Only those with a lower id: the cursor of the next page.</summary>
    public int? BeforeId { get; init; }

    /// <summary>How many at most; from 1.</summary>
    public int Limit { get; init; } = 100;
}
