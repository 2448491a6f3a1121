using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;

namespace Infora.Communication.Delivery;

/// <summary>One message on its way through the providers, and what came of each.</summary>
internal sealed class MessageOffer(MessageRecord state, RenderedMessage? rendered, DeliveryOutcome outcome)
{
    private readonly DeliveryOutcome _first = outcome;
    private readonly List<MessageAttempt> _attempts = [];
    private readonly List<RoutingDecision> _routing = [];
    private readonly List<TimeSpan?> _waits = [];
    private readonly List<ReturnedPlace> _returned = [];
    private DeliveryOutcome _outcome = outcome;

    public MessageRecord State => state;

    /// <summary>Null for a message that cannot be sent at all.</summary>
    public RenderedMessage? Rendered => rendered;

    /// <summary>Whether another provider may take it.</summary>
    public bool IsOpen => rendered is not null && _outcome is { Status: SendStatus.Unavailable, Disposition: DeliveryDisposition.Settled };

    /// <summary>Whether it was refused because a provider is not what it was when its routes were planned.</summary>
    public bool IsStale { get; private set; }

    /// <summary>The first choice, where it failed.</summary>
    public ProviderRecord? FailedFirst { get; private set; }

    public DeliveryOutcome Outcome => _outcome with
    {
        Attempts = _attempts,
        Routing = _routing,
        RetryAfter = RetryAfter,
        Returned = _returned,
        FailedFirst = _outcome.Status is SendStatus.Sent ? FailedFirst : null,
    };

    /// <summary>Begins with the routes of a plan; what an older plan skipped is forgotten.</summary>
    public void Follow(RoutePlan plan)
    {
        IsStale = false;
        _routing.RemoveAll(decision => decision.Choice is RoutingChoice.Skipped);
        _routing.AddRange(plan.PassedOver);
        _waits.Clear();
        if (_attempts.Count is 0)
        {
            _outcome = _first;
        }
    }

    /// <summary>The provider is not asked.</summary>
    public void Skip(ConfiguredProvider provider, SendError why, TimeSpan? retryAfter)
    {
        NoteFailure(provider, why);
        _routing.Add(new RoutingDecision(provider.Id, RoutingChoice.Skipped, why.Message));
        _outcome = _outcome with { Error = why, Provider = provider.Record };
        _waits.Add(retryAfter);
    }

    /// <summary>The provider was changed meanwhile: it is to be looked at again.</summary>
    public void Outdate() => IsStale = true;

    /// <summary>The message is somebody else's now: nothing is to be written to it.</summary>
    public void Lose() => _outcome = _outcome with { Disposition = DeliveryDisposition.Lost };

    /// <summary>The message stays as it was before it was claimed; it is offered again at once, or after a while.</summary>
    public void Release(TimeSpan after = default) => _outcome = _outcome with { Disposition = DeliveryDisposition.Released, ReleasedFor = after };

    /// <summary>It took a place that it did not use.</summary>
    public void GiveBack(ReturnedPlace place) => _returned.Add(place);

    /// <summary>The provider answered.</summary>
    /// <returns>The attempt.</returns>
    public MessageAttempt Note(ConfiguredProvider provider, ProviderResult result, string? detail, DateTimeOffset startedAt, TimeSpan duration)
    {
        if (result.Status is SendStatus.Unavailable && !result.OfRecipient)
        {
            NoteFailure(provider, result.Error);
        }

        _routing.Add(new RoutingDecision(provider.Id, RoutingChoice.Chosen, ReasonFor(provider)));
        var attempt = new MessageAttempt(state.AttemptCount + _attempts.Count + 1, provider.Id, startedAt, duration, result.Status, result.Error);
        _attempts.Add(attempt);
        _outcome = new DeliveryOutcome
        {
            Status = result.Status,
            Provider = provider.Record,
            ProviderMessageId = result.MessageId,
            Segments = result.Segments,
            Cost = result.Price,
            Estimate = result.Estimate,
            PriceFollows = result.PriceFollows,
            Error = result.Error,
            Detail = detail,
        };
        _waits.Add(result.RetryAfter);
        return attempt;
    }

    /// <summary>When the first of the providers may take it; null where one of them did not say, since it may be back sooner.</summary>
    private TimeSpan? RetryAfter => _waits.Contains(null) ? null : _waits.Min();

    /// <summary>A limit that is used up is no failure.</summary>
    private void NoteFailure(ConfiguredProvider provider, SendError? why)
    {
        if (_attempts.Count is 0 && _waits.Count is 0 && why?.Code is not (ErrorCode.LimitExceeded or ErrorCode.RateLimited))
        {
            FailedFirst = provider.Record;
        }
    }

    private string ReasonFor(ConfiguredProvider provider) =>
        state.RequestedProviderId == provider.Id ? "named by the message"
        : state.HandedTo == provider.Id ? "may have taken it before"
        : _waits.Count > 0 ? $"stands in, priority {provider.Record.Priority}"
        : provider.Record.IsDefault ? "default of its channel"
        : $"priority {provider.Record.Priority}";
}
