using System.Text.Json;
using Infora.Communication.Reports;

namespace Infora.Communication.Email.Providers.Ses.Webhooks;

/// <summary>What an event says of a mail that did not arrive.</summary>
internal sealed record SesFailure(string Word, ReportKind Kind, ErrorCode Code, string Said, RecipientRefusal? Refusal = null)
{
    /// <returns>Null for an event that tells of no failure.</returns>
    public static SesFailure? Of(string word, JsonElement? detail) => word switch
    {
        "Bounce" => OfBounce(SesEvent.Text(detail, "bounceType") ?? "Undetermined", SesEvent.Text(detail, "bounceSubType") ?? "Undetermined"),
        "Complaint" when SesEvent.Text(detail, "complaintSubType") is "OnAccountSuppressionList" => new SesFailure(
            "Complaint/OnAccountSuppressionList", ReportKind.Failed, ErrorCode.OptedOut, "the recipient complained earlier", RecipientRefusal.Complained),
        "Reject" => new SesFailure("Reject", ReportKind.Failed, ErrorCode.InvalidContent, SesEvent.Text(detail, "reason") ?? "the mail was rejected"),
        "Rendering Failure" => new SesFailure("Rendering Failure", ReportKind.Failed, ErrorCode.InvalidContent, SesEvent.Text(detail, "errorMessage") ?? "the mail could not be rendered"),
        _ => null,
    };

    public SendError ToError(SesApi api, JsonElement? recipient)
    {
        var said = SesEvent.Text(recipient, "diagnosticCode") is { } diagnosis ? $"{Said}: {diagnosis}" : Said;
        return new SendError(Code, $"Amazon SES reports: {api.Clean(said)}", Permanent: Kind is not ReportKind.BouncedSoft)
        {
            ProviderCode = SesEvent.Text(recipient, "status") ?? Word,
        };
    }

    /// <summary>After a transient bounce SES has given up too.</summary>
    private static SesFailure OfBounce(string type, string subType)
    {
        var word = $"Bounce/{type}/{subType}";
        return (type, subType) switch
        {
            ("Permanent", "Suppressed" or "OnAccountSuppressionList") =>
                new SesFailure(word, ReportKind.Failed, ErrorCode.InvalidRecipient, "earlier mail to the address bounced", RecipientRefusal.Bounced),
            ("Permanent", "UnsubscribedRecipient") =>
                new SesFailure(word, ReportKind.Failed, ErrorCode.OptedOut, "the recipient unsubscribed", RecipientRefusal.Unsubscribed),
            ("Permanent", _) => new SesFailure(word, ReportKind.BouncedHard, ErrorCode.InvalidRecipient, word),
            ("Transient", "MailboxFull") => new SesFailure(word, ReportKind.BouncedSoft, ErrorCode.InvalidRecipient, word),
            ("Transient", "MessageTooLarge" or "ContentRejected" or "AttachmentRejected") => new SesFailure(word, ReportKind.BouncedSoft, ErrorCode.InvalidContent, word),
            _ => new SesFailure(word, ReportKind.BouncedSoft, ErrorCode.Unavailable, word),
        };
    }
}
