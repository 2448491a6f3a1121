using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;

namespace Infora.Communication.Delivery;

/// <summary>What came of offering one message to the providers.</summary>
internal sealed record DeliveryOutcome
{
    public required SendStatus Status { get; init; }

    /// <summary>The provider that gave the outcome; null where none was asked.</summary>
    public ProviderRecord? Provider { get; init; }

    public string? ProviderMessageId { get; init; }

    public int? Segments { get; init; }

    public Money? Cost { get; init; }

    public Money? Estimate { get; init; }

    /// <summary>Whether the cost is an estimate, until the vendor is asked for it.</summary>
    public bool PriceFollows { get; init; }

    public SendError? Error { get; init; }

    /// <summary>How long the provider asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What a person should know beside the outcome.</summary>
    public string? Detail { get; init; }

    public IReadOnlyList<MessageAttempt> Attempts { get; init; } = [];

    public IReadOnlyList<RoutingDecision> Routing { get; init; } = [];

    /// <summary>Places under limits that it took and did not use.</summary>
    public IReadOnlyList<ReturnedPlace> Returned { get; init; } = [];

    /// <summary>Whether there is anything to write at all.</summary>
    public DeliveryDisposition Disposition { get; init; }

    /// <summary>How long a released message is not offered again.</summary>
    public TimeSpan ReleasedFor { get; init; }

    /// <summary>The provider that failed before another one took the message.</summary>
    public ProviderRecord? FailedFirst { get; init; }
}

/// <summary>Who decides what becomes of a message after a delivery.</summary>
internal enum DeliveryDisposition
{
    /// <summary>The outcome does.</summary>
    Settled,

    /// <summary>It was not offered to the end and goes back as it was.</summary>
    Released,

    /// <summary>Another process has it, or it was cancelled: nothing is to be written.</summary>
    Lost,
}
