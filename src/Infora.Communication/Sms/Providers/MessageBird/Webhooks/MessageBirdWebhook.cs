using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.MessageBird.Webhooks;

/// <summary>Reads what MessageBird calls the host with: status reports, which come in the query, and incoming messages, in the query or posted.</summary>
internal sealed class MessageBirdWebhook(MessageBirdApi api)
{
    /// <summary>Short codes write the time in this way.</summary>
    private const string ShortCodeTime = "yyyyMMddHHmmss";

    private readonly MessageBirdSignature? _signature = api.SigningKeys.Count > 0 ? new(api.SigningKeys) : null;

    public WebhookReading Read(WebhookRequest request)
    {
        if (_signature?.Refuse(request) is { } reason)
        {
            return WebhookReading.Refused(reason);
        }

        return WebhookFields.Read(request) switch
        {
            null => WebhookReading.Unreadable("The body is not JSON."),
            var fields when Read(fields, request.ReceivedAt) is { } report => WebhookReading.Accepted(report),
            _ => WebhookReading.Unreadable("It is neither a status report nor an incoming message."),
        };
    }

    private DeliveryReport? Read(WebhookFields fields, DateTimeOffset receivedAt)
    {
        if (fields["id"] is { } id && fields["status"] is { } status)
        {
            return ReadStatus(id, status, fields, receivedAt);
        }

        return fields["originator"] is { } originator && (fields.Has("body") || fields.Has("payload")) ? ReadReply(originator, fields, receivedAt) : null;
    }

    private DeliveryReport ReadStatus(string id, string status, WebhookFields fields, DateTimeOffset receivedAt) => MessageBirdStatus.Read(
        api,
        new MessageBirdState(id, fields["recipient"], status)
        {
            ErrorCode = fields["statusErrorCode"],
            Reason = fields["statusReason"],
            Reference = fields["reference"],
            Parts = fields["messagePartCount"],
            Price = fields["price[amount]"],
            Currency = fields["price[currency]"],
        },
        ReportTime.Read(fields["statusDatetime"], receivedAt));

    private static DeliveryReport ReadReply(string originator, WebhookFields fields, DateTimeOffset receivedAt) =>
        new(ReportKind.Replied, ReportTime.Read(fields["createdDatetime"], receivedAt, ShortCodeTime))
        {
            Recipient = ReportedNumber.Read(originator),
            ProviderEvent = "inbound",
            ProviderEventId = fields["id"] is { } id ? ReportKey.Of(id) : null,
            Reply = fields.Any("body", "payload") ?? "",
        };
}
