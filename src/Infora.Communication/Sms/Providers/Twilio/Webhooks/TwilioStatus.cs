using System.Globalization;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.Twilio.Webhooks;

/// <summary>What Twilio's statuses mean (https://www.twilio.com/docs/messaging/api/message-resource#message-status-values), reported or asked for.</summary>
internal static class TwilioStatus
{
    private const int OptedOut = 21610;
    private const int ValidityOver = 30036;

    public static DeliveryReport Read(TwilioApi api, string sid, string status, string? errorCode, DateTimeOffset at)
    {
        var word = status.Trim().ToLowerInvariant();
        var kind = KindOf(word);
        var code = int.TryParse(errorCode, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number is not 0 ? number : (int?)null;
        return new DeliveryReport(kind, at)
        {
            ProviderMessageId = sid,
            ProviderEvent = word,
            ProviderEventId = ReportKey.Of(sid, word),
            Error = kind is ReportKind.Failed ? ErrorOf(api, word, code) : null,
            Refusal = kind is ReportKind.Failed && code is OptedOut ? RecipientRefusal.Unsubscribed : null,
        };
    }

    private static ReportKind KindOf(string word) => word switch
    {
        "accepted" or "scheduled" or "queued" or "sending" => ReportKind.Queued,
        "sent" => ReportKind.Sent,
        "delivered" or "read" => ReportKind.Delivered,
        "undelivered" or "failed" or "canceled" or "partially_delivered" => ReportKind.Failed,
        _ => ReportKind.Unknown,
    };

    private static SendError ErrorOf(TwilioApi api, string word, int? code)
    {
        var fault = code is ValidityOver ? TwilioFault.OfProvider(ErrorCode.Expired) : TwilioFaults.Find(code, api.SenderId);
        return new SendError(
            fault?.Code ?? ErrorCode.Unknown,
            word is "canceled" ? "Twilio reports that the message was cancelled there." : $"Twilio reports the message as {word}.",
            fault?.Permanent ?? false)
        {
            ProviderCode = code?.ToString(CultureInfo.InvariantCulture),
            Hint = fault?.Hint,
        };
    }
}
