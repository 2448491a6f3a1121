using Infora.Communication.Messages;
using Infora.Communication.Suppressions;

namespace Infora.Communication.Reports;

/// <summary>Who is not to be written to any more, or is again, since a vendor reports it.</summary>
/// <param name="message">The message; null where the report belongs to none.</param>
/// <param name="recipient">Its recipient as suppressions have them; null where that is not known.</param>
/// <param name="now">The time.</param>
internal sealed class ReportConsequences(MessageRecord? message, string? recipient, DateTimeOffset now)
{
    private const int LongestNote = 500;

    private readonly List<Suppression> _suppressed = [];
    private readonly List<SuppressionKey> _lifted = [];

    public IReadOnlyList<Suppression> Suppressed => _suppressed;

    public IReadOnlyList<SuppressionKey> Lifted => _lifted;

    public void Add(ReceivedReport received)
    {
        if ((received.RecipientKey ?? recipient) is not { } person)
        {
            return;
        }

        var report = received.Report;
        switch (report.Kind)
        {
            case ReportKind.Resubscribed:
            case ReportKind.Replied when ReplyWords.IsStart(report.Reply):
                Lift(new SuppressionKey(received.Channel, person, MessageCategory.Promotional));
                break;
            case ReportKind.Replied when ReplyWords.IsStop(report.Reply):
                Suppress(received, person, MessageCategory.Promotional, SuppressionReason.Stop);
                break;
            case ReportKind.Unsubscribed:
                Suppress(received, person, MessageCategory.Promotional, SuppressionReason.Unsubscribed);
                break;
            case ReportKind.Complained:
                Suppress(received, person, MessageCategory.Promotional, SuppressionReason.Complaint);
                break;
            case ReportKind.BouncedHard:
                Suppress(received, person, null, SuppressionReason.HardBounce);
                break;
            default:
                AddRefusal(received, person);
                break;
        }
    }

    /// <summary>What a vendor's own list says of the recipient.</summary>
    private void AddRefusal(ReceivedReport received, string person)
    {
        switch (received.Report)
        {
            case { Refusal: RecipientRefusal.Bounced }:
                Suppress(received, person, null, SuppressionReason.HardBounce);
                break;
            case { Refusal: RecipientRefusal.Complained }:
                Suppress(received, person, MessageCategory.Promotional, SuppressionReason.Complaint);
                break;
            case { Refusal: RecipientRefusal.Unsubscribed } or { Error.Code: ErrorCode.OptedOut }:
                // What was refused shows how far it goes: a refused receipt, that it goes for everything.
                Suppress(received, person, message?.Category is MessageCategory.Transactional ? null : MessageCategory.Promotional, SuppressionReason.Vendor);
                break;
        }
    }

    private void Suppress(ReceivedReport received, string person, MessageCategory? category, SuppressionReason reason)
    {
        _lifted.RemoveAll(key => key.Channel == received.Channel && key.Recipient == person && key.Category == category);
        _suppressed.Add(new Suppression
        {
            Channel = received.Channel,
            Recipient = person,
            Category = category,
            Reason = reason,
            Note = NoteOf(received.Report),
            SourceMessageId = message?.Id,
            CreatedAt = now,
        });
    }

    private void Lift(SuppressionKey key)
    {
        _suppressed.RemoveAll(suppression => SuppressionKey.Of(suppression) == key && SuppressionList.IsOwnWill(suppression.Reason));
        _lifted.Add(key);
    }

    private static string? NoteOf(DeliveryReport report)
    {
        var note = $"{report.Error?.ProviderCode} {report.Error?.Message ?? report.Detail ?? report.ProviderEvent}".Trim();
        return ReportText.Cut(note, LongestNote);
    }
}
