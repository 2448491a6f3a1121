using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.Twilio.Webhooks;

/// <summary>Reads messages that people sent to a number of the account.</summary>
internal static class TwilioReply
{
    /// <summary>The reply; null where it is something else.</summary>
    public static DeliveryReport? Read(WebhookFields fields, string? status, string sid, DateTimeOffset at)
    {
        var isIncoming = status is null ? fields.Has("Body") : Is(status, "received") || Is(status, "receiving");
        if (!isIncoming)
        {
            return null;
        }

        var text = fields["Body"] ?? "";
        var declared = fields["OptOutType"];
        return new DeliveryReport(KindOf(text, declared), at)
        {
            Recipient = ReportedNumber.Read(fields["From"]),
            ProviderEvent = declared ?? status ?? "received",
            ProviderEventId = ReportKey.Of(sid),
            Reply = text,
        };
    }

    /// <summary>A messaging service may have words of its own for STOP and START; what it took for one is no mere answer.</summary>
    private static ReportKind KindOf(string text, string? declared) =>
        ReplyWords.IsStop(text) || ReplyWords.IsStart(text) ? ReportKind.Replied
        : Is(declared, "STOP") ? ReportKind.Unsubscribed
        : Is(declared, "START") ? ReportKind.Resubscribed
        : ReportKind.Replied;

    private static bool Is(string? word, string known) => string.Equals(word?.Trim(), known, StringComparison.OrdinalIgnoreCase);
}
