using Infora.Communication.Outbox;

namespace Infora.Communication.Messages;

/// <summary>
/// The state of one message: what may be counted, listed and kept. What it says and to whom is
/// <see cref="MessageContent"/>, kept apart so that it can be deleted by age without touching any count.
/// </summary>
public sealed record MessageRecord
{
    /// <summary>UUIDv7, so ids follow the order of acceptance.</summary>
    public required Guid Id { get; init; }

    /// <summary>Email or SMS.</summary>
    public required MessageChannel Channel { get; init; }

    /// <summary>Where it stands.</summary>
    public required MessageStatus Status { get; init; }

    /// <summary>Which go first.</summary>
    public MessagePriority Priority { get; init; } = MessagePriority.Normal;

    /// <summary>Transactional or promotional.</summary>
    public MessageCategory Category { get; init; }

    /// <summary>The template that it was made from, in its channel; null for content given directly.</summary>
    public int? TemplateId { get; init; }

    /// <summary>The campaign that it belongs to.</summary>
    public int? CampaignId { get; init; }

    /// <summary>The provider that the caller asked for.</summary>
    public int? RequestedProviderId { get; init; }

    /// <summary>Whether other providers may be used where the requested one cannot take it.</summary>
    public bool AllowFallback { get; init; } = true;

    /// <summary>The provider that took it, or that was asked last.</summary>
    public int? ProviderId { get; init; }

    /// <summary>The vendor's id of it.</summary>
    public string? ProviderMessageId { get; init; }

    /// <summary>SMS segments.</summary>
    public int? Segments { get; init; }

    /// <summary>SMS cost.</summary>
    public Money? Cost { get; init; }

    /// <summary>What the settings of its provider said that it costs, as it was sent; it stays when the vendor's price takes the place of <see cref="Cost"/>.</summary>
    public Money? EstimatedCost { get; init; }

    /// <summary>
    /// When the vendor is asked what it charged, which it tells only later; null where it has said so, or is not asked any
    /// more. Until then <see cref="Cost"/> is the configured one.
    /// </summary>
    public DateTimeOffset? PriceDueAt { get; init; }

    /// <summary>How many tries were made.</summary>
    public int AttemptCount { get; init; }

    /// <summary>How many of the tries count against <c>Retry:MaxAttempts</c>: those whose failure lay in the message or was uncertain.</summary>
    public int CountedTries { get; init; }

    /// <summary>When a queued message is due, or an uncertain one is sent anew; null once nothing more is tried.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>What a queued message waits for.</summary>
    public WaitingFor? WaitingFor { get; init; }

    /// <summary>The last error.</summary>
    public SendError? Error { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>The day of acceptance in the configured time zone: every statistic counts a message on this day.</summary>
    public required DateOnly QueuedOn { get; init; }

    /// <summary>When a provider took it.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it arrived, as the provider reports.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>When it was first opened, as the provider reports.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When a link in it was first followed, as the provider reports.</summary>
    public DateTimeOffset? ClickedAt { get; init; }

    /// <summary>When the recipient marked it as spam, as the provider reports.</summary>
    public DateTimeOffset? ComplainedAt { get; init; }

    /// <summary>When it made the recipient decline further ones: by a link in it, at the provider, or with a STOP.</summary>
    public DateTimeOffset? UnsubscribedAt { get; init; }

    /// <summary>
    /// Set when it is stored as <see cref="MessageStatus.Sending"/>: whoever stored it sends it and will have recorded the
    /// outcome by then. A store need not keep it current for messages that it hands out under a lease.
    /// </summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>After this it is not sent any more.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The caller's key that makes repeating a request harmless; unique in the channel.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The caller's key of what the message is about, such as an invoice: it can be cancelled by it.</summary>
    public string? CorrelationKey { get; init; }

    /// <summary>The name of the registered check that decides, just before it is sent, whether it still is to be sent.</summary>
    public string? Condition { get; init; }

    /// <summary>What becomes of it where its delivery is uncertain; null for the setting of its channel.</summary>
    public UncertainDelivery? UncertainDelivery { get; init; }

    /// <summary>Raised each time that it is claimed: who holds an older claim has lost the message.</summary>
    public int Claim { get; init; }

    /// <summary>
    /// While it is being sent: the provider that it was admitted to, null before. After that: the provider that may have
    /// taken it, since an answer was lost; it is never given to another by itself.
    /// </summary>
    public int? HandedTo { get; init; }

    /// <summary>A hash of the request that carried the key, to tell a repetition from a misuse.</summary>
    public string? IdempotencyFingerprint { get; init; }

    /// <summary>Which providers were considered, and why each was chosen or passed over.</summary>
    public IReadOnlyList<RoutingDecision> Routing { get; init; } = [];
}
