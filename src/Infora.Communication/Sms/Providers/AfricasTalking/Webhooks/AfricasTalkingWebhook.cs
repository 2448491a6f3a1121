using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.AfricasTalking.Webhooks;

/// <summary>
/// Reads what the vendor calls the host with (https://developers.africastalking.com/docs/sms/notifications): delivery reports,
/// opt-outs and incoming messages. It signs nothing and gives no times but those of messages, so the token in the address is all that
/// proves a request, and there is no age to check.
/// </summary>
internal sealed class AfricasTalkingWebhook(AfricasTalkingApi api)
{
    public WebhookReading Read(WebhookRequest request) => WebhookFields.Read(request) switch
    {
        null => WebhookReading.Unreadable("The body is not JSON."),
        var fields when Read(fields, request.ReceivedAt) is { } report => WebhookReading.Accepted(report),
        _ => WebhookReading.Unreadable("It is no delivery report, opt-out or incoming message."),
    };

    private DeliveryReport? Read(WebhookFields fields, DateTimeOffset receivedAt)
    {
        var id = fields["id"];
        if (id is not null && fields["status"] is { } status)
        {
            return AfricasTalkingStatus.Read(api, id, status, fields["failureReason"], receivedAt) with
            {
                Recipient = ReportedNumber.Read(fields["phoneNumber"]),
            };
        }

        if (fields["from"] is { } from && fields.Has("text"))
        {
            return new DeliveryReport(ReportKind.Replied, ReportTime.Read(fields["date"], receivedAt))
            {
                Recipient = ReportedNumber.Read(from),
                ProviderEvent = "incoming",
                ProviderEventId = id is null ? null : ReportKey.Of(id),
                Reply = fields["text"] ?? "",
            };
        }

        return id is null && ReportedNumber.Read(fields["phoneNumber"]) is { } number && fields["senderId"] is { } sender ? OptOut(number, sender, receivedAt) : null;
    }

    /// <summary>Without an id: who takes it back and declines again later must be heard again.</summary>
    private static DeliveryReport OptOut(string number, string sender, DateTimeOffset receivedAt) => new(ReportKind.Unsubscribed, receivedAt)
    {
        Recipient = number,
        ProviderEvent = "opt_out",
        Detail = $"from messages of {sender}",
    };
}
