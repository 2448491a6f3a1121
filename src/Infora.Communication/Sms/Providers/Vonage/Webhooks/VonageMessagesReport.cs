using System.Globalization;
using System.Text.Json;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.Vonage.Webhooks;

/// <summary>
/// Reads a status or an incoming message in the form of the Messages API (https://developer.vonage.com/en/api/messages-olympus#webhooks),
/// which accounts may have set for SMS too. There is one status for the whole message.
/// </summary>
internal static class VonageMessagesReport
{
    public static DeliveryReport? Read(VonageApi api, string uuid, WebhookFields fields, JsonElement? body, DateTimeOffset receivedAt)
    {
        var at = ReportTime.Read(fields["timestamp"], receivedAt);
        if (fields["status"] is { } status)
        {
            return ReadStatus(api, uuid.Trim(), status.Trim().ToLowerInvariant(), body, at) with
            {
                MessageId = Guid.TryParse(fields["client_ref"], out var ours) ? ours : null,
                Recipient = ReportedNumber.Read(fields["to"]),
            };
        }

        return fields.Has("text") || fields.Has("message_type")
            ? new DeliveryReport(ReportKind.Replied, at)
            {
                Recipient = ReportedNumber.Read(fields["from"]),
                ProviderEvent = "inbound",
                ProviderEventId = ReportKey.Of(uuid.Trim()),
                Reply = fields["text"] ?? "",
            }
            : null;
    }

    private static DeliveryReport ReadStatus(VonageApi api, string uuid, string status, JsonElement? body, DateTimeOffset at)
    {
        var kind = KindOf(status);
        var fault = body.Member("error");
        var error = kind is ReportKind.Failed ? VonageReportFault.Of(api, status, CodeOf(fault), fault.Member("detail").AsText()) : null;
        return new DeliveryReport(kind, at)
        {
            ProviderMessageId = uuid,
            ProviderEvent = status,
            ProviderEventId = ReportKey.Of(uuid, status),
            Error = error,
            Refusal = error?.Code is ErrorCode.OptedOut ? RecipientRefusal.Unsubscribed : null,
            Price = Price(body.Member("usage")),
            Segments = body.Member("sms").Member("count_total").AsInt() is { } segments and > 0 ? segments : null,
        };
    }

    private static ReportKind KindOf(string status) => status switch
    {
        "submitted" => ReportKind.Sent,
        "delivered" or "read" => ReportKind.Delivered,
        "rejected" or "undeliverable" => ReportKind.Failed,
        _ => ReportKind.Unknown,
    };

    /// <summary>The code is the title, or at the end of the address that explains it.</summary>
    private static int? CodeOf(JsonElement? fault) =>
        fault.Member("title").AsInt()
        ?? (fault.Member("type").AsText() is { } type && int.TryParse(type.AsSpan(type.LastIndexOf('#') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null);

    private static Money? Price(JsonElement? usage) =>
        usage.Member("price").AsDecimal() is { } price and >= 0 && usage.Member("currency").AsText() is { Length: 3 } currency && currency.All(char.IsAsciiLetter)
            ? new Money(price, currency.ToUpperInvariant())
            : null;
}
