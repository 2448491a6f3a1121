using System.Text.Json;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Email.Providers.Mailgun.Webhooks;

/// <summary>Reads webhooks (https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/webhooks): one event in each.</summary>
internal sealed class MailgunWebhook(MailgunApi api, string? secret)
{
    private readonly MailgunSignature _signature = new(secret);

    public WebhookReading Read(WebhookRequest request)
    {
        using var document = LooseJson.Open(request.Body);
        JsonElement? body = document?.RootElement;
        if (_signature.Refuse(body.Member("signature"), request.ReceivedAt) is { } reason)
        {
            return WebhookReading.Refused(reason);
        }

        return body.Member("event-data") is { ValueKind: JsonValueKind.Object } happened
            ? WebhookReading.Accepted(Read(happened, request.ReceivedAt))
            : WebhookReading.Unreadable("It has no event-data: it is not a webhook of Mailgun's present form.");
    }

    private DeliveryReport Read(JsonElement? happened, DateTimeOffset receivedAt)
    {
        var word = Text(happened, "event");
        var failure = MailgunFailure.Of(happened, word);
        var kind = failure?.Kind ?? KindOf(word);
        var at = ReportTime.Credible(UnixTime.Of(happened.Member("timestamp").AsDecimal()), receivedAt);
        return new DeliveryReport(kind, at)
        {
            MessageId = Guid.TryParseExact(Text(happened.Member("user-variables"), "comm_id"), "D", out var id) ? id : null,
            ProviderMessageId = Text(happened.Member("message").Member("headers"), "message-id")?.Trim('<', '>'),
            Recipient = Text(happened, "recipient"),
            ProviderEvent = failure?.Word ?? word,

            // It is unique within a day only.
            ProviderEventId = Text(happened, "id") is { } eventId ? ReportKey.Of($"{at:yyyy-MM-dd}", eventId) : null,
            Detail = DetailOf(happened, word, failure),
            Error = failure is { IsFinal: true } ? failure.ToError(api) : null,
            Refusal = failure?.Refusal,
        };
    }

    private static ReportKind KindOf(string? word) => word switch
    {
        "accepted" => ReportKind.Queued,
        "delivered" => ReportKind.Delivered,
        "opened" => ReportKind.Opened,
        "clicked" => ReportKind.Clicked,
        "complained" => ReportKind.Complained,
        "unsubscribed" => ReportKind.Unsubscribed,
        _ => ReportKind.Unknown,
    };

    private static string? DetailOf(JsonElement? happened, string? word, MailgunFailure? failure) => word switch
    {
        "clicked" => Text(happened, "url"),
        "opened" => Text(happened.Member("client-info"), "user-agent"),
        _ => failure?.Said ?? Text(happened.Member("delivery-status"), "message"),
    };

    internal static string? Text(JsonElement? one, string name) => one.Member(name).AsText();
}
