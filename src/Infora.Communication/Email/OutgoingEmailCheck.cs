using Infora.Communication.Providers;

namespace Infora.Communication.Email;

/// <summary>
/// The last look at a mail before it is written out: what would forge a header or an address is refused here too, whatever
/// validation came before.
/// </summary>
internal static class OutgoingEmailCheck
{
    /// <summary>Why the mail cannot be written out, or null.</summary>
    public static ProviderResult? Refuse(OutgoingEmail message)
    {
        if (!EmailAddresses.TryParse(message.From, out _, out var error))
        {
            // The sender is the provider's own setting; another provider has its own.
            return ProviderResult.Unavailable(new SendError(ErrorCode.InvalidSender, $"The sender {error}.", Permanent: false));
        }

        return Fault(message) is { } fault ? ProviderResult.Rejected(fault) : null;
    }

    private static SendError? Fault(OutgoingEmail message) =>
        CheckAddress(message.To, "recipient")
            ?? CheckAddresses(message.Cc, "cc address")
            ?? CheckAddresses(message.Bcc, "bcc address")
            ?? (message.ReplyTo is null ? null : CheckAddress(message.ReplyTo, "reply-to address"))
            ?? CheckContent(message);

    private static SendError? CheckAddresses(IReadOnlyList<EmailAddress> addresses, string what)
    {
        foreach (var address in addresses)
        {
            if (CheckAddress(address, what) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static SendError? CheckAddress(EmailAddress address, string what) =>
        EmailAddresses.TryParse(address, out _, out var error)
            ? null
            : new SendError(ErrorCode.InvalidRecipient, $"The {what} {error}.", Permanent: true);

    private static SendError? CheckContent(OutgoingEmail message)
    {
        if (message.Subject.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            return Content("The subject must not contain line breaks.");
        }

        foreach (var (name, value) in message.Headers)
        {
            if (EmailHeaders.Check(name, value) is { } wrong)
            {
                return Content($"A header {wrong}.");
            }
        }

        foreach (var attachment in message.Attachments)
        {
            if (attachment.FileName.Any(char.IsControl)
                || attachment.ContentType?.Any(char.IsControl) is true
                || attachment.ContentId?.Any(c => c is <= ' ' or >= '\x7f' or '<' or '>') is true)
            {
                return Content("An attachment's name, type or content id contains a line break or a character that it must not have.");
            }
        }

        return null;
    }

    private static SendError Content(string message) => new(ErrorCode.InvalidContent, message, Permanent: true);
}
