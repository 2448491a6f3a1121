using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.Messages;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>Between a message's state and its row.</summary>
internal static class MessageMapping
{
    public static MessageEntity ToEntity(this StoredMessage message)
    {
        var state = message.State;
        var row = new MessageEntity
        {
            Id = state.Id,
            Channel = state.Channel,
            TemplateId = state.TemplateId,
            CampaignId = state.CampaignId,
            RequestedProviderId = state.RequestedProviderId,
            AllowFallback = state.AllowFallback,
            QueuedAt = state.QueuedAt,
            QueuedOn = state.QueuedOn,
            IdempotencyKey = state.IdempotencyKey,
            IdempotencyFingerprint = state.IdempotencyFingerprint,
            CorrelationKey = state.CorrelationKey,
            Claim = state.Claim,
            LeaseUntil = state.LeasedUntil,
            LeaseOwner = state.LeasedUntil is null ? null : MessageLeases.Owner,
            Content = message.Content?.ToEntity(state.Id),
        };
        row.Apply(state);
        return row;
    }

    /// <summary>Takes over what may change while a message lives.</summary>
    public static void Apply(this MessageEntity row, MessageRecord state)
    {
        row.Priority = state.Priority;
        row.Category = state.Category;
        row.DeliveredAt = state.DeliveredAt;
        row.OpenedAt = state.OpenedAt;
        row.ClickedAt = state.ClickedAt;
        row.ComplainedAt = state.ComplainedAt;
        row.UnsubscribedAt = state.UnsubscribedAt;
        row.ExpiresAt = state.ExpiresAt;
        row.Condition = state.Condition;
        row.UncertainDelivery = state.UncertainDelivery;
        row.ApplyOutcome(state);
    }

    /// <summary>Takes over what sending it changes; <c>PostgreSqlCompletion</c> writes the same columns.</summary>
    public static void ApplyOutcome(this MessageEntity row, MessageRecord state)
    {
        row.Status = state.Status;
        row.ProviderId = state.ProviderId;
        row.ProviderMessageId = state.ProviderMessageId;
        row.Segments = state.Segments;
        row.Cost = state.Cost?.Amount;
        row.CostCurrency = state.Cost?.Currency;
        row.EstimatedCost = state.EstimatedCost?.Amount;
        row.EstimatedCurrency = state.EstimatedCost?.Currency;
        row.PriceDueAt = state.PriceDueAt;
        row.AttemptCount = state.AttemptCount;
        row.CountedTries = state.CountedTries;
        row.NextAttemptAt = state.NextAttemptAt;
        row.WaitingFor = state.WaitingFor;
        row.ErrorCode = state.Error?.Code;
        row.ErrorMessage = state.Error?.Message;
        row.ErrorPermanent = state.Error?.Permanent;
        row.ErrorHint = state.Error?.Hint;
        row.ErrorProviderCode = state.Error?.ProviderCode;
        row.SentAt = state.SentAt;
        row.Routing = JsonText.Write(state.Routing);
        row.HandedTo = state.HandedTo;
        if (state.Status is not MessageStatus.Sending)
        {
            row.LeaseUntil = null;
            row.LeaseOwner = null;
        }
    }

    public static MessageRecord ToRecord(this MessageEntity row) => new()
    {
        Id = row.Id,
        Channel = row.Channel,
        Status = row.Status,
        Priority = row.Priority,
        Category = row.Category,
        TemplateId = row.TemplateId,
        CampaignId = row.CampaignId,
        RequestedProviderId = row.RequestedProviderId,
        AllowFallback = row.AllowFallback,
        ProviderId = row.ProviderId,
        ProviderMessageId = row.ProviderMessageId,
        Segments = row.Segments,
        Cost = row is { Cost: { } amount, CostCurrency: { } currency } ? new Money(amount, currency) : null,
        EstimatedCost = row is { EstimatedCost: { } estimate, EstimatedCurrency: { } ofEstimate } ? new Money(estimate, ofEstimate) : null,
        PriceDueAt = row.PriceDueAt,
        AttemptCount = row.AttemptCount,
        CountedTries = row.CountedTries,
        NextAttemptAt = row.NextAttemptAt,
        WaitingFor = row.WaitingFor,
        Error = HistoryMapping.ReadError(
            row.ErrorCode, row.ErrorMessage, row.ErrorPermanent, row.ErrorHint, row.ErrorProviderCode),
        QueuedAt = row.QueuedAt,
        QueuedOn = row.QueuedOn,
        SentAt = row.SentAt,
        DeliveredAt = row.DeliveredAt,
        OpenedAt = row.OpenedAt,
        ClickedAt = row.ClickedAt,
        ComplainedAt = row.ComplainedAt,
        UnsubscribedAt = row.UnsubscribedAt,
        LeasedUntil = row.LeaseUntil,
        ExpiresAt = row.ExpiresAt,
        IdempotencyKey = row.IdempotencyKey,
        IdempotencyFingerprint = row.IdempotencyFingerprint,
        CorrelationKey = row.CorrelationKey,
        Condition = row.Condition,
        UncertainDelivery = row.UncertainDelivery,
        Claim = row.Claim,
        HandedTo = row.HandedTo,
        Routing = JsonText.ReadList<RoutingDecision>(row.Routing),
    };
}
