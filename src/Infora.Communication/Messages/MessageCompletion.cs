using Infora.Communication.Outbox;

namespace Infora.Communication.Messages;

/// <summary>What a delivery changes on a message, written at once with its attempts and events.</summary>
/// <param name="State">The message's new state.</param>
/// <param name="Attempts">The attempts made since the message was claimed.</param>
/// <param name="Events">The events since then.</param>
public sealed record MessageCompletion(
    MessageRecord State, IReadOnlyList<MessageAttempt> Attempts, IReadOnlyList<MessageEvent> Events)
{
    /// <summary>The places under providers' limits that the message took and did not use.</summary>
    public IReadOnlyList<ReturnedPlace> Returned { get; init; } = [];

    /// <summary>
    /// A message that will not be sent, since whoever queued it took it back. One that a provider may have taken before is not
    /// sent again, and stays uncertain.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="now">The time.</param>
    public static MessageCompletion Cancelled(MessageRecord message, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        var status = message.HandedTo is null ? MessageStatus.Cancelled : MessageStatus.Uncertain;
        return new MessageCompletion(message with { Status = status, NextAttemptAt = null, WaitingFor = null }, [], [new MessageEvent("cancelled", now)]);
    }

    /// <summary>A message that is sent anew, by any provider, with all the tries that a new one has.</summary>
    /// <param name="message">The message.</param>
    /// <param name="now">The time.</param>
    public static MessageCompletion SentAnew(MessageRecord message, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        var state = message with
        {
            Status = MessageStatus.Queued,
            CountedTries = 0,
            NextAttemptAt = now,
            WaitingFor = null,
            Error = null,
            HandedTo = null,
            PriceDueAt = null,
        };
        return new MessageCompletion(state, [], [new MessageEvent("retried", now) { Detail = "Sent anew on request." }]);
    }
}
