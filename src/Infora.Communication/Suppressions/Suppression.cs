using Infora.Communication.Messages;

namespace Infora.Communication.Suppressions;

/// <summary>A recipient who is not written to, in a channel, for one category of messages or for all.</summary>
public sealed record Suppression
{
    /// <summary>The id; 0 before it is stored.</summary>
    public int Id { get; init; }

    /// <summary>Email or SMS.</summary>
    public required MessageChannel Channel { get; init; }

    /// <summary>The address in lower case with its domain in ASCII, or the number in E.164.</summary>
    public required string Recipient { get; init; }

    /// <summary>The messages that it stops; null for all.</summary>
    public MessageCategory? Category { get; init; }

    /// <summary>Why.</summary>
    public required SuppressionReason Reason { get; init; }

    /// <summary>What a person should know beside the reason, such as the vendor's own words; at most 500 characters.</summary>
    public string? Note { get; init; }

    /// <summary>The message that it came of, where it is known.</summary>
    public Guid? SourceMessageId { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it stops messages of a category.</summary>
    /// <param name="category">The category.</param>
    public bool Stops(MessageCategory category) => Category is null || Category == category;
}
