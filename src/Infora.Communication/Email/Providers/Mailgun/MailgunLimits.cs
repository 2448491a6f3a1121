using System.Text;
using Infora.Communication.Providers;

namespace Infora.Communication.Email.Providers.Mailgun;

/// <summary>What Mailgun would refuse, lose or fail to deliver, told before anything is sent.</summary>
internal static class MailgunLimits
{
    private const int MaxOptionBytes = 16 * 1024;

    public static ProviderResult? Refuse(OutgoingEmail mail)
    {
        if (!Ascii.IsValid(MimeComposer.Encode(mail.From).Address))
        {
            return ProviderResult.Unavailable(
                new SendError(ErrorCode.InvalidSender, "Mailgun cannot deliver mail from an address with letters outside ASCII before the @.", Permanent: false)
                {
                    Hint = "Use an ASCII address as sender_email.",
                });
        }

        if (mail.Attachments.Any(attachment => string.IsNullOrWhiteSpace(attachment.FileName)))
        {
            return Rejected("An attachment has no file name, and Mailgun would drop it without a word.", "Give every attachment a name.");
        }

        var length = MailgunFields.Options(mail).Sum(field => Encoding.UTF8.GetByteCount(field.Name) + Encoding.UTF8.GetByteCount(field.Value));
        return length <= MaxOptionBytes ? null : Rejected(
            $"The headers and tags have {length} bytes; Mailgun takes {MaxOptionBytes} in one message.", "Shorten the headers, or leave some out.");
    }

    private static ProviderResult Rejected(string message, string hint) =>
        ProviderResult.Rejected(new SendError(ErrorCode.InvalidContent, message, Permanent: true) { Hint = hint });
}
