using System.Text;
using System.Text.Json.Nodes;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>Messages to store.</summary>
public static class SampleMessages
{
    /// <summary>A queued mail that is due at once.</summary>
    public static StoredMessage Queued(DateTimeOffset now, string recipient = "ann@example.com") => new(
        new MessageRecord
        {
            Id = Guid.CreateVersion7(now),
            Channel = MessageChannel.Email,
            Status = MessageStatus.Queued,
            NextAttemptAt = now,
            QueuedAt = now,
            QueuedOn = DateOnly.FromDateTime(now.UtcDateTime),
        },
        new MessageContent { Recipient = recipient, Subject = "Receipt", TextBody = "Thank you." });

    /// <summary>The same message in another state.</summary>
    public static StoredMessage With(this StoredMessage message, Func<MessageRecord, MessageRecord> change) =>
        message with { State = change(message.State) };

    /// <summary>A message that uses every field.</summary>
    public static StoredMessage Full(DateTimeOffset now) => new(FullState(now), new MessageContent
    {
        Recipient = "Ann.Example@Example.com",
        RecipientName = "Ann Example",
        Subject = "Invoice – № 12 ✉",
        HtmlBody = "<p>Thank you, <b>Ann</b> 🙂</p>",
        TextBody = "Thank you, Ann 🙂",
        Variables = new JsonObject { ["customer"] = new JsonObject { ["name"] = "Ann" }, ["amount"] = 12.50m },
        Cc = [new EmailAddress("cc@example.com", "Copy, \"Quoted\""), new EmailAddress("cc2@example.com")],
        Bcc = [new EmailAddress("bcc@example.com")],
        ReplyTo = new EmailAddress("reply@example.com", "Billing"),
        Headers = new Dictionary<string, string> { ["X-Invoice"] = "12", ["X-Batch"] = "a" },
        Attachments =
        [
            new EmailAttachment("invoice.pdf", Encoding.UTF8.GetBytes("%PDF-1.7"), "application/pdf"),
            new EmailAttachment("logo.png", new byte[] { 0, 255, 1, 254 }, "image/png", "logo"),
        ],
        Tags = ["billing", "invoice"],
        Metadata = new Dictionary<string, string> { ["invoice_id"] = "12" },
    });

    private static MessageRecord FullState(DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Channel = MessageChannel.Email,
        Status = MessageStatus.Failed,
        Priority = MessagePriority.High,
        Category = MessageCategory.Promotional,
        TemplateId = 7,
        CampaignId = 8,
        RequestedProviderId = 9,
        AllowFallback = false,
        ProviderId = 10,
        ProviderMessageId = "SM123",
        Segments = 3,
        Cost = new Money(0.0123456789m, "KES"),
        EstimatedCost = new Money(1.5m, "USD"),
        PriceDueAt = now.AddMinutes(5),
        AttemptCount = 4,
        CountedTries = 2,
        NextAttemptAt = now.AddMinutes(1),
        WaitingFor = WaitingFor.ProviderOutage,
        Error = new SendError(ErrorCode.InvalidRecipient, "No such number.", Permanent: true) { Hint = "Mend it.", ProviderCode = "21211" },
        QueuedAt = now,
        QueuedOn = DateOnly.FromDateTime(now.UtcDateTime),
        SentAt = now.AddSeconds(1),
        DeliveredAt = now.AddSeconds(2),
        OpenedAt = now.AddSeconds(3),
        ClickedAt = now.AddSeconds(4),
        ExpiresAt = now.AddDays(1),
        IdempotencyKey = "key-1",
        IdempotencyFingerprint = "fingerprint",
        CorrelationKey = "invoice-12",
        Condition = "invoice-open",
        UncertainDelivery = UncertainDelivery.Hold,
        Claim = 3,
        HandedTo = 10,
        Routing = [new RoutingDecision(9, RoutingChoice.Skipped, "circuit open"), new RoutingDecision(10, RoutingChoice.Chosen, "stands in")],
    };
}
