using Infora.Communication.Messages;
using Infora.Communication.Outbox;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>The state of a message and its lease; see <see cref="MessageRecord"/>.</summary>
internal sealed class MessageEntity
{
    public Guid Id { get; set; }

    public MessageChannel Channel { get; set; }

    public MessageStatus Status { get; set; }

    public MessagePriority Priority { get; set; }

    public MessageCategory Category { get; set; }

    public int? TemplateId { get; set; }

    public int? CampaignId { get; set; }

    public int? RequestedProviderId { get; set; }

    public bool AllowFallback { get; set; }

    public int? ProviderId { get; set; }

    public string? ProviderMessageId { get; set; }

    public int? Segments { get; set; }

    public decimal? Cost { get; set; }

    public string? CostCurrency { get; set; }

    public decimal? EstimatedCost { get; set; }

    public string? EstimatedCurrency { get; set; }

    public DateTimeOffset? PriceDueAt { get; set; }

    public int AttemptCount { get; set; }

    public int CountedTries { get; set; }

    public DateTimeOffset? NextAttemptAt { get; set; }

    public WaitingFor? WaitingFor { get; set; }

    public ErrorCode? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    public bool? ErrorPermanent { get; set; }

    public string? ErrorHint { get; set; }

    public string? ErrorProviderCode { get; set; }

    public DateTimeOffset QueuedAt { get; set; }

    public DateOnly QueuedOn { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    public DateTimeOffset? OpenedAt { get; set; }

    public DateTimeOffset? ClickedAt { get; set; }

    public DateTimeOffset? ComplainedAt { get; set; }

    public DateTimeOffset? UnsubscribedAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public string? IdempotencyKey { get; set; }

    public string? IdempotencyFingerprint { get; set; }

    public string? CorrelationKey { get; set; }

    public string? Condition { get; set; }

    public UncertainDelivery? UncertainDelivery { get; set; }

    /// <summary>Raised by each claim, and by nothing else.</summary>
    public int Claim { get; set; }

    /// <summary>In no index, so that PostgreSQL can note it beside the row it replaces.</summary>
    public int? HandedTo { get; set; }

    /// <summary>A JSON array, or null.</summary>
    public string? Routing { get; set; }

    /// <summary>While it is being sent: when its claim ends.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>While it is being sent: the machine and process that claimed it.</summary>
    public string? LeaseOwner { get; set; }

    public MessageContentEntity? Content { get; set; }
}
