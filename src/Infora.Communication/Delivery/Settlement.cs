using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Sms.Prices;
using Infora.Communication.Suppressions;

namespace Infora.Communication.Delivery;

/// <summary>Turns the outcome of a delivery into what is written to the message.</summary>
internal static class Settlement
{
    private static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(10);

    /// <summary>For a caller that waits for the outcome and decides itself what to do next: nothing is tried again.</summary>
    public static MessageCompletion Final(MessageRecord message, DeliveryOutcome outcome, DateTimeOffset now) => outcome.Status switch
    {
        SendStatus.Sent => Sent(message, outcome, now),
        SendStatus.Uncertain => Write(message, outcome, MessageStatus.Uncertain, "uncertain", now),

        // An earlier try may have been taken, whatever became of this one.
        _ when message.HandedTo is not null => Write(message, outcome, MessageStatus.Uncertain, "failed", now),
        _ => Write(message, outcome, MessageStatus.Failed, "failed", now),
    };

    /// <summary>For a queued message: what may succeed later stays queued.</summary>
    public static MessageCompletion Queued(MessageRecord message, DeliveryOutcome outcome, SettlementRules rules, DateTimeOffset now) => outcome switch
    {
        { Disposition: DeliveryDisposition.Released, ReleasedFor.Ticks: > 0 } => Released(message with { NextAttemptAt = now + outcome.ReleasedFor }),
        { Disposition: DeliveryDisposition.Released } => Released(message),
        { Status: SendStatus.Sent } => Sent(message, outcome, now),
        { Status: SendStatus.Uncertain } => Uncertain(message, outcome, rules, now),
        { Status: SendStatus.Rejected, Error.Permanent: true } => Final(message, outcome, now),
        { Status: SendStatus.Rejected } when TriesAfter(message, outcome) >= rules.Retry.MaxAttempts => Final(message, outcome, now),
        { Status: SendStatus.Rejected } => Wait(message, outcome, WaitingFor.Retry, rules, now),
        { Error.Code: ErrorCode.NoProvider } => Wait(message, outcome, WaitingFor.NoProvider, rules, now),
        { Error.Code: ErrorCode.LimitExceeded or ErrorCode.RateLimited } => Wait(message, outcome, WaitingFor.ProviderLimit, rules, now),
        _ => Wait(message, outcome, WaitingFor.ProviderOutage, rules, now),
    };

    /// <summary>For a message whose process died while it was being sent.</summary>
    public static MessageCompletion Abandoned(MessageRecord message, SettlementRules rules, DateTimeOffset now)
    {
        if (message.HandedTo is not { } provider)
        {
            // It was claimed and not admitted, so that nobody was asked; one without a due time was sent for a caller, who is gone.
            return message.NextAttemptAt is not null ? Released(message) : Lost(message, now);
        }

        var error = new SendError(ErrorCode.Uncertain, "The process that was handing it over ended; the provider may have taken it.", Permanent: false);
        var attempt = new MessageAttempt(message.AttemptCount + 1, provider, now, TimeSpan.Zero, SendStatus.Uncertain, error);
        var outcome = new DeliveryOutcome { Status = SendStatus.Uncertain, Error = error, Attempts = [attempt] };
        return Uncertain(message with { ProviderId = provider }, outcome, rules, now);
    }

    /// <summary>For a message whose time passed before it could go.</summary>
    public static MessageCompletion Expired(MessageRecord message, DateTimeOffset now)
    {
        var error = new SendError(ErrorCode.Expired, "Its expires_at passed before it could be sent.", Permanent: true);
        return Cancelled(message, error, error.Message, now);
    }

    /// <summary>For a message that is not to leave at this hour; one that expires before is looked at then.</summary>
    public static MessageCompletion Postponed(MessageRecord message, DateTimeOffset opensAt, DateTimeOffset now)
    {
        var state = message with
        {
            Status = MessageStatus.Queued,
            NextAttemptAt = message.ExpiresAt < opensAt ? message.ExpiresAt : opensAt,
            WaitingFor = WaitingFor.Schedule,
        };
        return new MessageCompletion(state, [], message.WaitingFor is WaitingFor.Schedule
            ? []
            : [new MessageEvent("deferred", now) { Detail = "It waits for the hours at which its kind is sent." }]);
    }

    /// <summary>For a message whose condition does not hold any more.</summary>
    public static MessageCompletion NoLongerWanted(MessageRecord message, DateTimeOffset now) =>
        Cancelled(message, error: null, $"Its condition '{message.Condition}' does not hold any more.", now);

    /// <summary>For a message whose condition could not be asked: that may pass.</summary>
    public static MessageCompletion ConditionFailed(MessageRecord message, string why, SettlementRules rules, DateTimeOffset now)
    {
        var error = new SendError(ErrorCode.Configuration, why, Permanent: false);
        return Wait(message, new DeliveryOutcome { Status = SendStatus.Rejected, Error = error }, WaitingFor.Retry, rules, now);
    }

    /// <summary>For a message whose recipient is not written to. One that a provider may have taken before stays uncertain: it was perhaps sent.</summary>
    public static MessageCompletion Suppressed(MessageRecord message, Suppression suppression, DateTimeOffset now)
    {
        var error = SuppressionError.Of(suppression);
        var state = message with
        {
            Status = message.HandedTo is null ? MessageStatus.Suppressed : MessageStatus.Uncertain,
            NextAttemptAt = null,
            WaitingFor = null,
            Error = error,
        };
        return new MessageCompletion(state, [], [new MessageEvent("suppressed", now) { Detail = error.Message }]);
    }

    private static MessageCompletion Cancelled(MessageRecord message, SendError? error, string detail, DateTimeOffset now)
    {
        var cancelled = MessageCompletion.Cancelled(message with { Error = error }, now);
        return cancelled with { Events = [cancelled.Events[0] with { Detail = detail }] };
    }

    /// <summary>For a message that stays as it was before it was claimed.</summary>
    public static MessageCompletion Released(MessageRecord message) => new(message with { Status = MessageStatus.Queued }, [], []);

    private static MessageCompletion Lost(MessageRecord message, DateTimeOffset now)
    {
        var error = new SendError(ErrorCode.Unavailable, "The process that was to send it ended before it was handed over.", Permanent: false);
        return Final(message, new DeliveryOutcome { Status = SendStatus.Unavailable, Error = error }, now);
    }

    private static MessageCompletion Sent(MessageRecord message, DeliveryOutcome outcome, DateTimeOffset now)
    {
        var completion = Write(message, outcome, MessageStatus.Sent, "sent", now);
        DateTimeOffset? priceDueAt = outcome.PriceFollows ? SmsPriceSchedule.First(now) : null;
        return completion with { State = completion.State with { SentAt = now, Error = null, PriceDueAt = priceDueAt } };
    }

    private static MessageCompletion Uncertain(MessageRecord message, DeliveryOutcome outcome, SettlementRules rules, DateTimeOffset now)
    {
        var completion = Write(message, outcome, MessageStatus.Uncertain, "uncertain", now);
        var mayResend = rules.Of(message) is UncertainDelivery.Resend && completion.State.CountedTries < rules.Retry.MaxAttempts;
        return completion with { State = completion.State with { NextAttemptAt = mayResend ? now + rules.WaitForReport : null } };
    }

    private static MessageCompletion Wait(
        MessageRecord message, DeliveryOutcome outcome, WaitingFor reason, SettlementRules rules, DateTimeOffset now)
    {
        var delay = DelayOf(message, outcome, reason, rules);
        var completion = Write(message, outcome, MessageStatus.Queued, "deferred", now);
        var events = outcome.Attempts.Count is 0 && message.WaitingFor == reason ? [] : completion.Events;
        return completion with
        {
            State = completion.State with { NextAttemptAt = now + delay, WaitingFor = reason },
            Events = events,
        };
    }

    private static TimeSpan DelayOf(MessageRecord message, DeliveryOutcome outcome, WaitingFor reason, SettlementRules rules)
    {
        if (reason is WaitingFor.NoProvider)
        {
            // The next one is added by a person who watches.
            return TimeSpan.FromSeconds(5);
        }

        var delay = outcome.RetryAfter ?? RetrySchedule.DelayAfter(message.AttemptCount + Math.Max(1, outcome.Attempts.Count), rules.Retry.FirstDelay);

        // The longer an outage lasts, the sooner somebody sees to it: a message is not to wait for hours after its end.
        return reason is WaitingFor.ProviderOutage && outcome.RetryAfter is null && delay > LongestOutage ? LongestOutage : delay;
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
            EstimatedCost = outcome.Estimate,
            PriceDueAt = null,
            AttemptCount = message.AttemptCount + outcome.Attempts.Count,
            CountedTries = TriesAfter(message, outcome),
            NextAttemptAt = null,
            WaitingFor = null,
            Error = outcome.Error,
            Routing = outcome.Routing.Count > 0 ? outcome.Routing : message.Routing,
            HandedTo = PinAfter(message, outcome),
        };
        return new MessageCompletion(state, outcome.Attempts, [new MessageEvent(happened, now) { Detail = outcome.Detail ?? outcome.Error?.Message }])
        {
            Returned = outcome.Returned,
        };
    }

    /// <summary>What a provider of its own accord did not do costs a message no try.</summary>
    private static int TriesAfter(MessageRecord message, DeliveryOutcome outcome) =>
        message.CountedTries + outcome.Attempts.Count(attempt => attempt.Outcome is SendStatus.Rejected or SendStatus.Uncertain);

    /// <summary>Once a provider may have taken it, no other gets it, whatever that provider says to a later try.</summary>
    private static int? PinAfter(MessageRecord message, DeliveryOutcome outcome) => outcome.Status switch
    {
        SendStatus.Sent => null,
        SendStatus.Uncertain => outcome.Provider?.Id ?? message.HandedTo,
        _ => message.HandedTo,
    };
}
