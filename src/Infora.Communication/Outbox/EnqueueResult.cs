using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>What came of queuing a message.</summary>
public sealed record EnqueueResult
{
    /// <summary>What happened.</summary>
    public required EnqueueOutcome Outcome { get; init; }

    /// <summary>The stored message, or the one that was queued under the same key before; null where it was refused.</summary>
    public StoredMessage? Message { get; init; }

    /// <summary>What is wrong with it; empty unless it was refused as invalid.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}

/// <summary>What happened to a message that was to be queued.</summary>
public enum EnqueueOutcome
{
    /// <summary>
    /// It is stored and will be sent; where its recipient is on the suppression list it is stored as
    /// <see cref="MessageStatus.Suppressed"/>, which is no failure of the caller's.
    /// </summary>
    Queued,

    /// <summary>The same message was queued under the same key before; nothing was stored.</summary>
    Replayed,

    /// <summary>It is invalid; nothing was stored.</summary>
    Invalid,

    /// <summary>The key belongs to another message; nothing was stored.</summary>
    KeyReused,
}
