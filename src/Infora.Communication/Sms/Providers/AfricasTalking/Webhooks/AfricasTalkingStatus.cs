using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.AfricasTalking.Webhooks;

/// <summary>What the statuses of delivery reports mean, and the reasons of those that tell of a failure.</summary>
internal static class AfricasTalkingStatus
{
    private static readonly AfricasTalkingFault[] Reasons =
    [
        new(0, "UserDoesNotExist", ErrorCode.InvalidRecipient, SendStatus.Rejected, "Correct the number with the customer."),
        // The vendor's own spelling, and the right one.
        new(0, "NotNetworkSubcriber", ErrorCode.InvalidRecipient, SendStatus.Rejected, "The number is not one of the operator's: correct it with the customer."),
        new(0, "NotNetworkSubscriber", ErrorCode.InvalidRecipient, SendStatus.Rejected, "The number is not one of the operator's: correct it with the customer."),
        new(0, "UserIsInactive", ErrorCode.InvalidRecipient, SendStatus.Unavailable, "The phone is off or out of reach: send again later."),
        new(0, "AbsentSubscriber", ErrorCode.InvalidRecipient, SendStatus.Unavailable, "The phone is off or out of reach: send again later."),
        new(0, "UserAccountSuspended", ErrorCode.InvalidRecipient, SendStatus.Unavailable, "The operator has suspended the subscriber."),
        new(0, "DeliveryFailure", ErrorCode.InvalidRecipient, SendStatus.Unavailable, "The operator could not deliver it: send again later."),
        new(0, "InsufficientCredit", ErrorCode.InvalidRecipient, SendStatus.Unavailable, "The subscriber has no airtime for a message that they pay for."),
        new(0, "UserNotSubscribedToProduct", ErrorCode.Blocked, SendStatus.Rejected),
        // The telco's firewall drops it.
        new(0, "Expired", ErrorCode.Blocked, SendStatus.Rejected, "The operator dropped the message: check the sender's registration and the wording."),
        new(0, "Rejected", ErrorCode.Blocked, SendStatus.Rejected),
    ];

    public static DeliveryReport Read(AfricasTalkingApi api, string id, string status, string? reason, DateTimeOffset at)
    {
        var word = status.Trim();
        var kind = KindOf(word);
        var error = kind is ReportKind.Failed ? ErrorOf(api, word, reason?.Trim()) : null;
        return new DeliveryReport(kind, at)
        {
            ProviderMessageId = id.Trim(),
            ProviderEvent = word,
            ProviderEventId = ReportKey.Of(id.Trim(), word.ToLowerInvariant()),
            Error = error,
            Refusal = error?.Code is ErrorCode.OptedOut ? RecipientRefusal.Unsubscribed : null,
        };
    }

    private static ReportKind KindOf(string word) => word.ToLowerInvariant() switch
    {
        "queued" => ReportKind.Queued,
        "sent" or "submitted" or "buffered" => ReportKind.Sent,
        "success" or "delivered" => ReportKind.Delivered,
        "rejected" or "failed" or "absentsubscriber" or "expired" => ReportKind.Failed,
        _ => ReportKind.Unknown,
    };

    private static SendError ErrorOf(AfricasTalkingApi api, string word, string? reason)
    {
        // A reason says more than the word that it comes with.
        var fault = Find(reason) ?? Find(word);
        var said = reason is null ? "" : $": {api.Clean(reason)}";
        return new SendError(fault?.Code ?? ErrorCode.Unknown, $"Africa's Talking reports the message as {word}{said}", fault?.Status is SendStatus.Rejected)
        {
            ProviderCode = api.Clean(reason ?? word),
            Hint = fault?.Hint,
        };
    }

    private static AfricasTalkingFault? Find(string? name) =>
        Array.Find(Reasons, fault => string.Equals(fault.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? (name is null ? null : AfricasTalkingFault.Find(number: null, name));
}
