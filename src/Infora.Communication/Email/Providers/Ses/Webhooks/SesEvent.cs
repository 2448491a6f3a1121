using System.Text.Json;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Email.Providers.Ses.Webhooks;

/// <summary>An event of SES (https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html): one report for each recipient that it names.</summary>
internal static class SesEvent
{
    public static List<DeliveryReport> Read(SesApi api, JsonElement? happened, string notificationId, DateTimeOffset receivedAt)
    {
        var word = Text(happened, "eventType") ?? Text(happened, "notificationType");
        if (word is null || happened.Member("mail") is not { } mail)
        {
            return [];
        }

        var detail = happened.Member(DetailName(word));
        var fault = SesFailure.Of(word, detail);
        var all = new DeliveryReport(fault?.Kind ?? KindOf(word, detail), TimeOf(detail, mail, receivedAt))
        {
            MessageId = Guid.TryParseExact(((JsonElement?)mail).Member("tags").Member("comm_id").Items().FirstOrDefault().AsText(), "D", out var id) ? id : null,
            ProviderMessageId = Text(mail, "messageId"),
            ProviderEvent = fault?.Word ?? word,
            Detail = DetailOf(word, detail),
            Error = fault?.ToError(api, recipient: null),
            Refusal = fault?.Refusal,
        };
        var recipients = RecipientsOf(word, detail, mail);
        return
        [
            .. recipients.Select(recipient => all with
            {
                Recipient = recipient.Address,
                ProviderEventId = ReportKey.Of(notificationId, recipient.Address),
                Detail = Text(recipient.Detail, "diagnosticCode") ?? all.Detail,
                Error = fault?.ToError(api, recipient.Detail),
            }),
        ];
    }

    private static string DetailName(string word) => word switch
    {
        "Rendering Failure" => "failure",
        "DeliveryDelay" => "deliveryDelay",
        _ => word.ToLowerInvariant(),
    };

    private static ReportKind KindOf(string word, JsonElement? detail) => word switch
    {
        "Send" => ReportKind.Sent,
        "Delivery" => ReportKind.Delivered,
        "DeliveryDelay" => ReportKind.Deferred,
        "Open" => ReportKind.Opened,
        "Click" => ReportKind.Clicked,

        // "This is no spam" is a complaint too, in the language of feedback loops.
        "Complaint" => Text(detail, "complaintFeedbackType") is "not-spam" ? ReportKind.Unknown : ReportKind.Complained,
        "Subscription" => IsOptOut(detail.Member("newTopicPreferences")) ? ReportKind.Unsubscribed : ReportKind.Resubscribed,
        _ => ReportKind.Unknown,
    };

    private static bool IsOptOut(JsonElement? preferences) =>
        preferences.Member("unsubscribeAll").AsText() is "true"
        || preferences.Member("topicSubscriptionStatus").Items().Any(topic => Text(topic, "subscriptionStatus") is "OptOut");

    private static string? DetailOf(string word, JsonElement? detail) => word switch
    {
        "Click" => Text(detail, "link"),
        "Open" => Text(detail, "userAgent"),
        "Delivery" => Text(detail, "smtpResponse"),
        "DeliveryDelay" => Text(detail, "delayType"),
        "Complaint" => Text(detail, "complaintFeedbackType"),
        "Reject" => Text(detail, "reason"),
        "Rendering Failure" => Text(detail, "errorMessage"),
        _ => null,
    };

    /// <summary>Those that the event names; of opened mail and the like, that of the mail, if there is but one.</summary>
    private static List<(string? Address, JsonElement? Detail)> RecipientsOf(string word, JsonElement? detail, JsonElement? mail)
    {
        var named = word switch
        {
            "Bounce" => Addressed(detail.Member("bouncedRecipients")),
            "Complaint" => Addressed(detail.Member("complainedRecipients")),
            "DeliveryDelay" => Addressed(detail.Member("delayedRecipients")),
            "Delivery" => [.. detail.Member("recipients").Items().Select(item => (AddressOf(item.AsText()), (JsonElement?)null))],
            _ => [],
        };
        return named.Count > 0 ? named : mail.Member("destination").Items() is [var only] ? [(AddressOf(only.AsText()), null)] : [(null, null)];
    }

    private static List<(string? Address, JsonElement? Detail)> Addressed(JsonElement? items) =>
        [.. items.Items().Select(item => (AddressOf(Text(item, "emailAddress")), item))];

    /// <summary>Destinations are written as they were sent, with a name beside the address.</summary>
    private static string? AddressOf(string? text) =>
        text is not null && EmailAddresses.TryParse(text, out var address, out _) ? address.Address : text;

    private static DateTimeOffset TimeOf(JsonElement? detail, JsonElement? mail, DateTimeOffset receivedAt) =>
        ReportTime.Read(Text(detail, "timestamp") ?? Text(mail, "timestamp"), receivedAt);

    internal static string? Text(JsonElement? one, string name) => one.Member(name).AsText();
}
