using System.Text.Json;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.Twilio.Webhooks;

/// <summary>Reads what Twilio calls the host with: status callbacks, incoming messages, and the same as events of a stream, in JSON.</summary>
internal sealed class TwilioWebhook(TwilioApi api)
{
    private readonly TwilioSignature _signature = new(api.Tokens);

    public WebhookReading Read(WebhookRequest request)
    {
        if (_signature.Refuse(request) is { } reason)
        {
            return WebhookReading.Refused(reason);
        }

        var fields = FieldsOf(request);
        if (fields is null)
        {
            return WebhookReading.Unreadable("The body is not JSON.");
        }

        var reports = fields.Select(one => Read(one, request.ReceivedAt)).ToList();
        return reports.Count > 0 && reports.TrueForAll(report => report is not null)
            ? WebhookReading.Accepted([.. reports.OfType<DeliveryReport>()])
            : WebhookReading.Unreadable("It names no message and its status.");
    }

    private static List<WebhookFields>? FieldsOf(WebhookRequest request)
    {
        if (request.Body.IsEmpty || !WebhookFields.IsJson(request))
        {
            return WebhookFields.Read(request) is { } form ? [form] : [];
        }

        using var document = LooseJson.Open(request.Body);
        return document?.RootElement switch
        {
            null => null,
            { ValueKind: JsonValueKind.Array } events => [.. events.EnumerateArray().Select(one => OfEvent(one))],
            { } single => [OfEvent(single)],
        };
    }

    /// <summary>An event of a stream has what happened in <c>data</c>, and a plain callback at its root.</summary>
    private static WebhookFields OfEvent(JsonElement? element) => WebhookFields.OfObject(element.Member("data") ?? element);

    private DeliveryReport? Read(WebhookFields fields, DateTimeOffset receivedAt)
    {
        if (fields.Any("MessageSid", "SmsSid", "SmsMessageSid", "sid") is not { } sid)
        {
            return null;
        }

        // Twilio's callbacks carry no time but, sometimes, one in minutes and without a zone.
        var at = ReportTime.Read(fields["timestamp"], receivedAt);
        var status = fields.Any("MessageStatus", "SmsStatus", "status");
        if (TwilioReply.Read(fields, status, sid, at) is { } reply)
        {
            return reply;
        }

        return status is null ? null : TwilioStatus.Read(api, sid, status, fields.Any("ErrorCode", "error_code"), at) with
        {
            Recipient = ReportedNumber.Read(fields["To"]),
        };
    }
}
