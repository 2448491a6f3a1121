using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>When and how a queued message is sent.</summary>
public sealed record EnqueueOptions
{
    /// <summary>Not before this; null for at once.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>Not after this: a message that has not left by then ends as cancelled with <see cref="ErrorCode.Expired"/>.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Which go first.</summary>
    public MessagePriority Priority { get; init; } = MessagePriority.Normal;

    /// <summary>1 to 255 characters: the same key with the same message is accepted once, in its channel.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>What the message is about, such as <c>invoice-4711</c>: <see cref="IMessageOutbox.CancelAsync"/> takes it back by it.</summary>
    /// <value>1 to 255 characters; null for nothing in particular.</value>
    public string? CorrelationKey { get; init; }

    /// <summary>The name of an <see cref="ISendCondition"/> that is asked just before it is sent.</summary>
    public string? Condition { get; init; }

    /// <summary>What becomes of it where its delivery is uncertain; null for the setting of its channel.</summary>
    public UncertainDelivery? UncertainDelivery { get; init; }
}
