using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Messages;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>The columns of messages, their contents, their history and their counters, for writing rows of them as sets.</summary>
internal static class MessageColumns
{
    /// <summary>What sending changes; see <see cref="MessageMapping.ApplyOutcome"/>.</summary>
    public static SetColumns<MessageEntity> Outcome { get; } = new SetColumns<MessageEntity>()
        .Name("status", row => (MessageStatus?)row.Status)
        .Number("provider_id", row => row.ProviderId)
        .Text("provider_message_id", row => row.ProviderMessageId)
        .Number("segments", row => row.Segments)
        .Add("cost", "numeric", row => row.Cost)
        .Text("cost_currency", row => row.CostCurrency)
        .Add("estimated_cost", "numeric", row => row.EstimatedCost)
        .Text("estimated_currency", row => row.EstimatedCurrency)
        .Time("price_due_at", row => row.PriceDueAt)
        .Number("attempt_count", row => row.AttemptCount)
        .Number("counted_tries", row => row.CountedTries)
        .Time("next_attempt_at", row => row.NextAttemptAt)
        .Name("waiting_for", row => row.WaitingFor)
        .Name("error_code", row => row.ErrorCode)
        .Text("error_message", row => row.ErrorMessage)
        .Truth("error_permanent", row => row.ErrorPermanent)
        .Text("error_hint", row => row.ErrorHint)
        .Text("error_provider_code", row => row.ErrorProviderCode)
        .Time("sent_at", row => row.SentAt)
        .Text("routing", row => row.Routing)
        .Number("handed_to", row => row.HandedTo);

    public static SetColumns<MessageEntity> All { get; } = new SetColumns<MessageEntity>()
        .Add("id", "uuid", row => row.Id)
        .Text("channel", row => SnakeCase.Name(row.Channel))
        .Add("priority", "int", row => (int)row.Priority)
        .Text("category", row => SnakeCase.Name(row.Category))
        .Number("template_id", row => row.TemplateId)
        .Number("campaign_id", row => row.CampaignId)
        .Number("requested_provider_id", row => row.RequestedProviderId)
        .Truth("allow_fallback", row => row.AllowFallback)
        .Time("queued_at", row => row.QueuedAt)
        .Add("queued_on", "date", row => row.QueuedOn)
        .Time("delivered_at", row => row.DeliveredAt)
        .Time("opened_at", row => row.OpenedAt)
        .Time("clicked_at", row => row.ClickedAt)
        .Time("complained_at", row => row.ComplainedAt)
        .Time("unsubscribed_at", row => row.UnsubscribedAt)
        .Time("expires_at", row => row.ExpiresAt)
        .Text("idempotency_key", row => row.IdempotencyKey)
        .Text("idempotency_fingerprint", row => row.IdempotencyFingerprint)
        .Text("correlation_key", row => row.CorrelationKey)
        .Text("condition", row => row.Condition)
        .Name("uncertain_delivery", row => row.UncertainDelivery)
        .Number("claim", row => row.Claim)
        .Time("lease_until", row => row.LeaseUntil)
        .Text("lease_owner", row => row.LeaseOwner)
        .With(Outcome);

    public static SetColumns<MessageContentEntity> Contents { get; } = new SetColumns<MessageContentEntity>()
        .Add("message_id", "uuid", row => row.MessageId)
        .Text("recipient", row => row.Recipient)
        .Text("recipient_key", row => row.RecipientKey)
        .Text("recipient_name", row => row.RecipientName)
        .Text("subject", row => row.Subject)
        .Text("html_body", row => row.HtmlBody)
        .Text("text_body", row => row.TextBody)
        .Text("variables", row => row.Variables)
        .Text("cc", row => row.Cc)
        .Text("bcc", row => row.Bcc)
        .Text("reply_to", row => row.ReplyTo)
        .Text("reply_to_name", row => row.ReplyToName)
        .Text("headers", row => row.Headers)
        .Text("tags", row => row.Tags)
        .Text("metadata", row => row.Metadata)
        .Number("attachment_count", row => row.AttachmentCount);

    public static SetColumns<MessageAttachmentEntity> Attachments { get; } = new SetColumns<MessageAttachmentEntity>()
        .Add("message_id", "uuid", row => row.MessageId)
        .Number("position", row => row.Position)
        .Text("file_name", row => row.FileName)
        .Text("content_type", row => row.ContentType)
        .Text("content_id", row => row.ContentId)
        .Add("content", "bytea", row => row.Content);

    public static SetColumns<MessageAttemptEntity> Attempts { get; } = new SetColumns<MessageAttemptEntity>()
        .Add("message_id", "uuid", row => row.MessageId)
        .Number("number", row => row.Number)
        .Number("provider_id", row => row.ProviderId)
        .Time("started_at", row => row.StartedAt)
        .Add("duration_us", "bigint", row => DurationConverter.ToStored(row.Duration))
        .Text("outcome", row => SnakeCase.Name(row.Outcome))
        .Name("error_code", row => row.ErrorCode)
        .Text("error_message", row => row.ErrorMessage)
        .Truth("error_permanent", row => row.ErrorPermanent)
        .Text("error_hint", row => row.ErrorHint)
        .Text("error_provider_code", row => row.ErrorProviderCode);

    public static SetColumns<MessageEventEntity> Events { get; } = new SetColumns<MessageEventEntity>()
        .Add("message_id", "uuid", row => row.MessageId)
        .Text("type", row => row.Type)
        .Time("occurred_at", row => row.OccurredAt)
        .Text("provider_event", row => row.ProviderEvent)
        .Text("provider_event_id", row => row.ProviderEventId)
        .Text("detail", row => row.Detail);

    public static SetColumns<MessageCountChangeEntity> Counts { get; } = new SetColumns<MessageCountChangeEntity>()
        .Add("day", "date", row => row.Day)
        .Text("channel", row => SnakeCase.Name(row.Channel))
        .Add("provider_id", "int", row => row.ProviderId)
        .Add("campaign_id", "int", row => row.CampaignId)
        .Text("status", row => SnakeCase.Name(row.Status))
        .Add("accepted", "boolean", row => row.Accepted)
        .Text("currency", row => row.Currency)
        .Add("messages", "bigint", row => row.Messages)
        .Add("opened", "bigint", row => row.Opened)
        .Add("clicked", "bigint", row => row.Clicked)
        .Add("complained", "bigint", row => row.Complained)
        .Add("unsubscribed", "bigint", row => row.Unsubscribed)
        .Add("segments", "bigint", row => row.Segments)
        .Add("cost", "bigint", row => row.Cost)
        .Add("estimated_cost", "bigint", row => row.EstimatedCost);
}
