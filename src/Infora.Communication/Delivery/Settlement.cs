using Infora.Communication.Messages;

namespace Infora.Communication.Delivery;

/// <summary>Turns the outcome of a delivery into what is written to the message.</summary>
internal static class Settlement
{
    /// <summary>For a caller that waits for the outcome and decides itself what to do next: nothing is tried again.</summary>
    public static MessageCompletion Final(MessageRecord message, DeliveryOutcome outcome, DateTimeOffset now) => outcome.Status switch
    {
        SendStatus.Sent => Sent(message, outcome, now),
        SendStatus.Uncertain => Write(message, outcome, MessageStatus.Uncertain, "uncertain", now),
        _ => Write(message, outcome, MessageStatus.Failed, "failed", now),
    };

    /// <summary>For a queued message: what may succeed later stays queued.</summary>
    public static MessageCompletion Queued(MessageRecord message, DeliveryOutcome outcome, RetryOptions retry, DateTimeOffset now) => outcome switch
    {
        { Status: SendStatus.Sent or SendStatus.Uncertain } => Final(message, outcome, now),
        { Status: SendStatus.Rejected, Error.Permanent: true } => Final(message, outcome, now),
        { Status: SendStatus.Rejected } when message.AttemptCount + outcome.Attempts.Count >= retry.MaxAttempts => Final(message, outcome, now),
        { Status: SendStatus.Rejected } => Wait(message, outcome, WaitingFor.Retry, retry, now),
        { Error.Code: ErrorCode.NoProvider } => Wait(message, outcome, WaitingFor.NoProvider, retry, now),
        { Error.Code: ErrorCode.LimitExceeded or ErrorCode.RateLimited } => Wait(message, outcome, WaitingFor.ProviderLimit, retry, now),
        _ => Wait(message, outcome, WaitingFor.ProviderOutage, retry, now),
    };

    /// <summary>For a message whose time passed before it could go.</summary>
    public static MessageCompletion Expired(MessageRecord message, DateTimeOffset now)
    {
        var error = new SendError(ErrorCode.Expired, "Its expires_at passed before it could be sent.", Permanent: true);
        var state = message with { Status = MessageStatus.Cancelled, Error = error, NextAttemptAt = null, WaitingFor = null };
        return new MessageCompletion(state, [], [new MessageEvent("cancelled", now) { Detail = error.Message }]);
    }

    private static MessageCompletion Sent(MessageRecord message, DeliveryOutcome outcome, DateTimeOffset now)
    {
        var completion = Write(message, outcome, MessageStatus.Sent, "sent", now);
        return completion with { State = completion.State with { SentAt = now, Error = null } };
    }

    private static MessageCompletion Wait(
        MessageRecord message, DeliveryOutcome outcome, WaitingFor reason, RetryOptions retry, DateTimeOffset now)
    {
        // No provider at all is looked for often: the next one is added by a person who watches.
        var delay = reason is WaitingFor.NoProvider
            ? TimeSpan.FromSeconds(5)
            : outcome.RetryAfter ?? RetrySchedule.DelayAfter(message.AttemptCount + Math.Max(1, outcome.Attempts.Count), retry.FirstDelay);
        var completion = Write(message, outcome, MessageStatus.Queued, "deferred", now);
        var events = outcome.Attempts.Count is 0 && message.WaitingFor == reason ? [] : completion.Events;
        return completion with
        {
            State = completion.State with { NextAttemptAt = now + delay, WaitingFor = reason },
            Events = events,
        };
    }

    private static MessageCompletion Write(
        MessageRecord message, DeliveryOutcome outcome, MessageStatus status, string happened, DateTimeOffset now)
    {
        var state = message with
        {
            Status = status,
            ProviderId = outcome.Provider?.Id ?? message.ProviderId,
            ProviderMessageId = outcome.ProviderMessageId,
            Segments = outcome.Segments ?? message.Segments,
            Cost = outcome.Cost,
            AttemptCount = message.AttemptCount + outcome.Attempts.Count,
            NextAttemptAt = null,
            WaitingFor = null,
            Error = outcome.Error,
            Routing = outcome.Routing.Count > 0 ? outcome.Routing : message.Routing,
        };
        return new MessageCompletion(state, outcome.Attempts, [new MessageEvent(happened, now) { Detail = outcome.Detail ?? outcome.Error?.Message }]);
    }
}
