using System.Globalization;
using System.Text.Json;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Email.Providers.Mailgun.Webhooks;

/// <summary>What an event says of a mail that did not arrive, for now or for good.</summary>
internal sealed class MailgunFailure
{
    private readonly string? _reason;
    private readonly int? _code;
    private readonly string? _enhanced;

    private MailgunFailure(JsonElement? happened, string word)
    {
        var status = happened.Member("delivery-status");
        _reason = MailgunWebhook.Text(happened, "reason")?.ToLowerInvariant();
        _code = status.Member("code").AsInt();
        _enhanced = MailgunWebhook.Text(status, "enhanced-code");
        Said = MailgunWebhook.Text(status, "message") ?? MailgunWebhook.Text(status, "description")
            ?? MailgunWebhook.Text(happened.Member("reject"), "reason") ?? _reason;
        var severity = MailgunWebhook.Text(happened, "severity");
        Word = severity is null ? word : $"{word}/{severity}";
        Refusal = RefusalOf();
        Kind = word is "rejected" || Refusal is not null || _code is 625 ? ReportKind.Failed

            // A mail whose domain has no server ends as temporary and "old".
            : severity is "temporary" && _reason is not "old" ? ReportKind.Deferred
            : IsForGood(happened) ? ReportKind.BouncedHard
            : ReportKind.BouncedSoft;
    }

    public ReportKind Kind { get; }

    /// <summary>The vendor's word with its severity, since the word alone says neither.</summary>
    public string Word { get; }

    public string? Said { get; }

    public RecipientRefusal? Refusal { get; }

    public bool IsFinal => Kind is not ReportKind.Deferred;

    /// <returns>Null for an event that tells of no failure.</returns>
    public static MailgunFailure? Of(JsonElement? happened, string? word) => word is "failed" or "rejected" ? new MailgunFailure(happened, word) : null;

    public SendError ToError(MailgunApi api) => new(CodeOf(), $"Mailgun reports: {(Said is null ? "no reason given" : api.Clean(Said))}", Permanent: Kind is not ReportKind.BouncedSoft)
    {
        ProviderCode = _enhanced ?? _code?.ToString(CultureInfo.InvariantCulture),
    };

    private bool IsForGood(JsonElement? happened) =>
        happened.Member("flags").Member("is-delayed-bounce").AsText() is "true"
        || (_reason is not ("generic" or "espblock" or "old") && (_reason is "bounce" || _code is >= 500 and < 600));

    /// <summary>Codes that no mail server gives: Mailgun did not try, since the address is on a list of its own.</summary>
    private RecipientRefusal? RefusalOf() => (_code, _reason) switch
    {
        (605, _) or (_, "suppress-bounce") => RecipientRefusal.Bounced,
        (606, _) or (_, "suppress-unsubscribe") => RecipientRefusal.Unsubscribed,
        (607, _) or (_, "suppress-complaint") => RecipientRefusal.Complained,
        _ => null,
    };

    private ErrorCode CodeOf() => (Refusal, Kind, _code) switch
    {
        (RecipientRefusal.Bounced, _, _) => ErrorCode.InvalidRecipient,
        ({ }, _, _) => ErrorCode.OptedOut,
        (_, ReportKind.Failed, _) => ErrorCode.Blocked,
        (_, ReportKind.BouncedHard, _) => ErrorCode.InvalidRecipient,
        (_, _, 498) => ErrorCode.InvalidRecipient,
        _ when _reason is "espblock" => ErrorCode.Blocked,
        _ => ErrorCode.Unavailable,
    };
}
