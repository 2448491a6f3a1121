using System.Text.Json;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Email.Providers.SendGrid.Webhooks;

/// <summary>Reads the event webhook (https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event): an array of events.</summary>
internal sealed class SendGridWebhook(SendGridApi api, string? secret)
{
    private readonly SendGridSignature _signature = new(secret);

    public WebhookReading Read(WebhookRequest request)
    {
        if (_signature.Refuse(request) is { } reason)
        {
            return WebhookReading.Refused(reason);
        }

        using var document = LooseJson.Open(request.Body);
        return document?.RootElement is { ValueKind: JsonValueKind.Array } events
            ? WebhookReading.Accepted([.. events.EnumerateArray().Where(one => one.ValueKind is JsonValueKind.Object).Select(one => Read(one, request.ReceivedAt))])
            : WebhookReading.Unreadable("The body is not an array of events.");
    }

    private DeliveryReport Read(JsonElement? one, DateTimeOffset receivedAt)
    {
        var word = Text(one, "event");
        var (kind, refusal) = KindOf(one, word);
        return new DeliveryReport(kind, TimeOf(one, receivedAt))
        {
            MessageId = Guid.TryParseExact(Text(one, "comm_id"), "D", out var id) ? id : null,
            ProviderMessageId = MessageIdOf(one),
            Recipient = Text(one, "email"),
            ProviderEvent = word,
            ProviderEventId = Text(one, "sg_event_id") is { } eventId ? ReportKey.Of(eventId) : null,
            Detail = DetailOf(one, word),
            Error = kind is ReportKind.BouncedHard or ReportKind.BouncedSoft or ReportKind.Failed ? ErrorOf(one, kind, refusal) : null,
            Refusal = refusal,
        };
    }

    /// <summary>A send gets what stands before the first dot; the rest names the recipient within it.</summary>
    private static string? MessageIdOf(JsonElement? one) => Text(one, "sg_message_id") is { } id ? id.Split('.')[0] : null;

    private static (ReportKind Kind, RecipientRefusal? Refusal) KindOf(JsonElement? one, string? word) => word switch
    {
        "processed" => (ReportKind.Queued, null),
        "deferred" => (ReportKind.Deferred, null),
        "delivered" => (ReportKind.Delivered, null),
        "bounce" => (Text(one, "type") is "blocked" ? ReportKind.BouncedSoft : ReportKind.BouncedHard, null),
        "dropped" => (ReportKind.Failed, RefusalOf(Text(one, "reason"))),
        "open" => (ReportKind.Opened, null),
        "click" => (ReportKind.Clicked, null),
        "spamreport" => (ReportKind.Complained, null),
        "unsubscribe" or "group_unsubscribe" => (ReportKind.Unsubscribed, null),
        "group_resubscribe" => (ReportKind.Resubscribed, null),
        _ => (ReportKind.Unknown, null),
    };

    /// <summary>Which of the vendor's own lists a message was dropped for.</summary>
    private static RecipientRefusal? RefusalOf(string? reason) => reason?.ToLowerInvariant() switch
    {
        "bounced address" => RecipientRefusal.Bounced,
        "spam reporting address" => RecipientRefusal.Complained,
        "unsubscribed address" => RecipientRefusal.Unsubscribed,
        _ => null,
    };

    private SendError ErrorOf(JsonElement? one, ReportKind kind, RecipientRefusal? refusal)
    {
        var reason = Text(one, "reason");
        var code = refusal switch
        {
            RecipientRefusal.Bounced => ErrorCode.InvalidRecipient,
            RecipientRefusal.Complained or RecipientRefusal.Unsubscribed => ErrorCode.OptedOut,
            _ => CodeOf(one, kind, reason),
        };
        var said = reason is null ? "no reason given" : api.Clean(reason);
        return new SendError(code, $"SendGrid reports: {said}", Permanent: kind is not ReportKind.BouncedSoft && code is not ErrorCode.LimitExceeded)
        {
            ProviderCode = Text(one, "status") ?? Text(one, "bounce_classification"),
        };
    }

    private static ErrorCode CodeOf(JsonElement? one, ReportKind kind, string? reason) => (kind, Text(one, "bounce_classification"), reason?.ToLowerInvariant()) switch
    {
        (ReportKind.Failed, _, "invalid") => ErrorCode.InvalidRecipient,
        (ReportKind.Failed, _, "invalid smtpapi header") => ErrorCode.InvalidContent,
        (ReportKind.Failed, _, "spam content") => ErrorCode.Blocked,
        (ReportKind.Failed, _, "recipient list over package quota") => ErrorCode.LimitExceeded,
        (ReportKind.Failed, _, _) => ErrorCode.Unknown,
        (ReportKind.BouncedHard, _, _) => ErrorCode.InvalidRecipient,
        (_, "Content" or "Reputation", _) => ErrorCode.Blocked,
        (_, "Frequency or Volume Too High", _) => ErrorCode.RateLimited,
        (_, "Mailbox Unavailable", _) => ErrorCode.InvalidRecipient,
        (_, "Technical Failure" or "Technical", _) => ErrorCode.Unavailable,
        _ => ErrorCode.Blocked,
    };

    private static string? DetailOf(JsonElement? one, string? word) => word switch
    {
        "click" => Text(one, "url"),
        "open" => Text(one, "useragent"),
        _ => Text(one, "response") ?? Text(one, "reason"),
    };

    private static DateTimeOffset TimeOf(JsonElement? one, DateTimeOffset receivedAt) => ReportTime.Credible(UnixTime.Of(one.Member("timestamp").AsDecimal()), receivedAt);

    private static string? Text(JsonElement? one, string name) => one.Member(name).AsText();
}
