using System.Globalization;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.Vonage.Webhooks;

/// <summary>
/// Reads a delivery receipt or an incoming message of the SMS API
/// (https://developer.vonage.com/en/messaging/sms/guides/delivery-receipts). There is one receipt for each segment.
/// </summary>
internal static class VonageReport
{
    public static DeliveryReport? Read(VonageApi api, string id, WebhookFields fields, DateTimeOffset receivedAt)
    {
        var at = ReportTime.Read(fields["message-timestamp"], receivedAt);
        var number = ReportedNumber.Read(fields["msisdn"]);
        if (fields["status"] is { } status)
        {
            return ReadReceipt(api, id.Trim(), status.Trim().ToLowerInvariant(), fields, at) with { Recipient = number };
        }

        return fields.Has("text") || fields.Has("type")
            ? new DeliveryReport(ReportKind.Replied, at)
            {
                Recipient = number,
                ProviderEvent = "inbound",
                ProviderEventId = ReportKey.Of(id.Trim()),
                Reply = fields["text"] ?? "",
            }
            : null;
    }

    /// <summary>The price in a receipt is that of one segment; that of the message was in the answer to it.</summary>
    private static DeliveryReport ReadReceipt(VonageApi api, string id, string status, WebhookFields fields, DateTimeOffset at)
    {
        var kind = KindOf(status);
        var error = kind is ReportKind.Failed ? VonageReportFault.Of(api, status, Code(fields["err-code"])) : null;
        return new DeliveryReport(kind, at)
        {
            MessageId = Guid.TryParse(fields["client-ref"], out var ours) ? ours : null,
            ProviderMessageId = id,
            Part = id,
            ProviderEvent = status,
            ProviderEventId = ReportKey.Of(id, status),
            Error = error,
            Refusal = error?.Code is ErrorCode.OptedOut ? RecipientRefusal.Unsubscribed : null,
        };
    }

    private static ReportKind KindOf(string status) => status switch
    {
        "accepted" or "buffered" => ReportKind.Sent,
        "delivered" => ReportKind.Delivered,
        "failed" or "rejected" or "expired" => ReportKind.Failed,
        _ => ReportKind.Unknown,
    };

    private static int? Code(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var code) ? code : null;
}
