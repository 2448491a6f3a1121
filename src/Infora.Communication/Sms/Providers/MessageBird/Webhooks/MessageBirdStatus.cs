using System.Globalization;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.MessageBird.Webhooks;

/// <summary>What MessageBird's statuses mean (https://developers.messagebird.com/api/sms-messaging/#handle-a-status-report), reported or asked for.</summary>
internal static class MessageBirdStatus
{
    public static DeliveryReport Read(MessageBirdApi api, MessageBirdState state, DateTimeOffset at)
    {
        var (id, word) = (state.Id.Trim(), state.Status.Trim().ToLowerInvariant());
        var kind = KindOf(word);
        var number = ReportedNumber.Read(state.Recipient);
        var error = kind is ReportKind.Failed ? ErrorOf(api, word, state) : null;
        return new DeliveryReport(kind, at)
        {
            MessageId = Guid.TryParse(state.Reference, out var ours) ? ours : null,
            ProviderMessageId = id,
            Recipient = number,
            ProviderEvent = word,
            ProviderEventId = ReportKey.Of(id, number, word),
            Error = error,
            Refusal = error?.Code is ErrorCode.OptedOut ? RecipientRefusal.Unsubscribed : null,
            Price = Price(state),
            Segments = Number(state.Parts) is { } parts and > 0 ? parts : null,
        };
    }

    private static ReportKind KindOf(string word) => word switch
    {
        "scheduled" => ReportKind.Queued,
        "sent" or "buffered" => ReportKind.Sent,
        "delivered" => ReportKind.Delivered,
        "delivery_failed" or "expired" or "deleted" => ReportKind.Failed,
        _ => ReportKind.Unknown,
    };

    private static SendError ErrorOf(MessageBirdApi api, string word, MessageBirdState state)
    {
        var code = Number(state.ErrorCode) is { } number and not 0 ? number : (int?)null;
        var fault = FaultOf(word, code, state.Reason);
        var said = api.Clean(state.Reason) is { Length: > 0 } reason ? $": {reason}" : "";
        return new SendError(
            fault?.Code ?? ErrorCode.Unknown,
            word is "deleted" ? "MessageBird reports that the message was cancelled there." : $"MessageBird reports the message as {word}{said}",
            fault?.Status is SendStatus.Rejected)
        {
            ProviderCode = code?.ToString(CultureInfo.InvariantCulture),
            Hint = fault?.Hint,
        };
    }

    /// <summary>Of the codes only those two are documented well enough to go by; the others just say that it did not arrive.</summary>
    private static MessageBirdFault? FaultOf(string word, int? code, string? reason) => code switch
    {
        1 or 103 => MessageBirdFault.OfRecipient(code),
        _ when word is "expired" => new(ErrorCode.Expired, SendStatus.Unavailable, "The phone was not reached in time: send again later."),
        _ when reason?.Contains("filtered", StringComparison.OrdinalIgnoreCase) is true => new(ErrorCode.Blocked, SendStatus.Rejected),
        _ => null,
    };

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Money? Price(MessageBirdState state) =>
        decimal.TryParse(state.Price, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && amount >= 0
        && state.Currency?.Trim() is { Length: 3 } currency && currency.All(char.IsAsciiLetter)
            ? new Money(amount, currency.ToUpperInvariant())
            : null;
}
