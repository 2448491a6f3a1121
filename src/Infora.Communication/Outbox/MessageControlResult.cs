using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>What came of a step on one message.</summary>
public sealed record MessageControlResult
{
    /// <summary>What happened.</summary>
    public required MessageControlOutcome Outcome { get; init; }

    /// <summary>The message as it is now; null where there is none.</summary>
    public StoredMessage? Message { get; init; }

    /// <summary>Why the step is not possible, for a person to read; null unless it is not.</summary>
    public string? Reason { get; init; }

    internal static MessageControlResult NotAllowed(StoredMessage message, string reason) =>
        new() { Outcome = MessageControlOutcome.NotAllowed, Message = message, Reason = reason };
}

/// <summary>What happened to a message that somebody wanted to change.</summary>
public enum MessageControlOutcome
{
    /// <summary>It is changed.</summary>
    Done,

    /// <summary>There is no such message.</summary>
    NotFound,

    /// <summary>Its state does not allow the step; nothing is changed.</summary>
    NotAllowed,
}
