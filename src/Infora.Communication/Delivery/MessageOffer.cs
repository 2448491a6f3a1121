using Infora.Communication.Messages;
using Infora.Communication.Providers;

namespace Infora.Communication.Delivery;

/// <summary>One message on its way through the providers, and what came of each.</summary>
internal sealed class MessageOffer(MessageRecord state, RenderedMessage? rendered, DeliveryOutcome outcome)
{
    private readonly List<MessageAttempt> _attempts = [];
    private readonly List<RoutingDecision> _routing = [];
    private readonly List<TimeSpan?> _waits = [];
    private DeliveryOutcome _outcome = outcome;

    public MessageRecord State => state;

    /// <summary>Null for a message that cannot be sent at all.</summary>
    public RenderedMessage? Rendered => rendered;

    /// <summary>Whether another provider may take it.</summary>
    public bool IsOpen => rendered is not null && _outcome.Status is SendStatus.Unavailable;

    public DeliveryOutcome Outcome => _outcome with { Attempts = _attempts, Routing = _routing, RetryAfter = RetryAfter };

    /// <summary>The provider is not asked.</summary>
    public void Skip(ConfiguredProvider provider, SendError why, TimeSpan? retryAfter)
    {
        _routing.Add(new RoutingDecision(provider.Id, RoutingChoice.Skipped, why.Message));
        _outcome = _outcome with { Error = why, Provider = provider.Record };
        _waits.Add(retryAfter);
    }

    /// <summary>The provider answered.</summary>
    /// <returns>The attempt.</returns>
    public MessageAttempt Note(ConfiguredProvider provider, ProviderResult result, string? detail, DateTimeOffset startedAt, TimeSpan duration)
    {
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
            Error = result.Error,
            Detail = detail,
        };
        _waits.Add(result.RetryAfter);
        return attempt;
    }

    /// <summary>When the first of the providers may take it; null where one of them did not say, since it may be back sooner.</summary>
    private TimeSpan? RetryAfter => _waits.Contains(null) ? null : _waits.Min();

    private string ReasonFor(ConfiguredProvider provider) =>
        state.RequestedProviderId == provider.Id ? "named by the message"
        : _routing.Count > 0 ? $"stands in, priority {provider.Record.Priority}"
        : provider.Record.IsDefault ? "default of its channel"
        : $"priority {provider.Record.Priority}";
}
