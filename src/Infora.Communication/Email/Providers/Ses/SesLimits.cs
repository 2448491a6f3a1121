using System.Text;
using Infora.Communication.Providers;

namespace Infora.Communication.Email.Providers.Ses;

/// <summary>What SES would refuse, told before anything is sent.</summary>
internal static class SesLimits
{
    private const int MaxRecipients = 50;

    public static ProviderResult? Refuse(OutgoingEmail mail)
    {
        if (CheckLocalPart(mail.From) is { } wrong)
        {
            return ProviderResult.Unavailable(new SendError(ErrorCode.InvalidSender, $"The sender {wrong}.", Permanent: false)
            {
                Hint = "Use an ASCII address as sender_email.",
            });
        }

        IEnumerable<EmailAddress> recipients = [mail.To, .. mail.Cc, .. mail.Bcc];
        var others = recipients.Concat(mail.ReplyTo is { } replyTo ? [replyTo] : []);
        if (others.Select(CheckLocalPart).FirstOrDefault(fault => fault is not null) is { } fault)
        {
            return Rejected($"An address of the mail {fault}.", "Use another address of the recipient, or a provider that carries it, such as an SMTP server with SMTPUTF8.");
        }

        var count = recipients.Select(SesMail.Bare).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return count <= MaxRecipients ? null : Rejected(
            $"Amazon SES takes {MaxRecipients} recipients in one mail, cc and bcc counted; this one has {count}.", "Send the copies as mails of their own.");
    }

    /// <summary>What is wrong with an address that was read, or null.</summary>
    public static string? CheckLocalPart(EmailAddress address) =>
        Ascii.IsValid(MimeComposer.Encode(address).Address) ? null : "must be ASCII before the @: Amazon SES carries no other addresses";

    private static ProviderResult Rejected(string message, string hint) =>
        ProviderResult.Rejected(new SendError(ErrorCode.InvalidRecipient, message, Permanent: true) { Hint = hint });
}
