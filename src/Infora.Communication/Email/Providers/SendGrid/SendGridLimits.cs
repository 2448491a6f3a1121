using System.Text;
using Infora.Communication.Providers;

namespace Infora.Communication.Email.Providers.SendGrid;

/// <summary>What SendGrid would refuse, told before anything is sent.</summary>
internal static class SendGridLimits
{
    private static readonly string[] OwnHeaders = ["x-sg-id", "x-sg-eid"];

    public static ProviderResult? Refuse(OutgoingEmail mail)
    {
        if (CheckSender(mail.From) is { } wrong)
        {
            return ProviderResult.Unavailable(new SendError(ErrorCode.InvalidSender, $"The sender {wrong}.", Permanent: false)
            {
                Hint = "Use an ASCII address as sender_email.",
            });
        }

        if (mail.Attachments.Any(attachment => string.IsNullOrWhiteSpace(attachment.FileName)))
        {
            return Rejected("An attachment has no file name, which SendGrid asks for.", "Give every attachment a name.");
        }

        return mail.Headers.Keys.FirstOrDefault(name => OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } own
            ? Rejected($"The header {own} is SendGrid's own.", "Leave it out, or give it another name.")
            : null;
    }

    /// <summary>What is wrong with a sender's address that was read, or null.</summary>
    public static string? CheckSender(EmailAddress address) =>
        Ascii.IsValid(MimeComposer.Encode(address).Address) ? null : "must be ASCII before the @: SendGrid sends from no other addresses";

    private static ProviderResult Rejected(string message, string hint) =>
        ProviderResult.Rejected(new SendError(ErrorCode.InvalidContent, message, Permanent: true) { Hint = hint });
}
