using MimeKit;

namespace Infora.Communication.Email.Providers.Http;

/// <summary>A mail as templates read it. What it does not have is empty rather than missing, so that <c>| json</c> always writes something.</summary>
internal static class HttpEmailMessage
{
    /// <summary>What a request may leave out; a mail that has it cannot go through such a gateway.</summary>
    /// <returns>What it is, and the variable that carries it.</returns>
    public static IEnumerable<(string Part, string Variable)> Optional(OutgoingEmail mail)
    {
        if (mail.Cc.Count > 0)
        {
            yield return ("a cc", "message.cc");
        }

        if (mail.Bcc.Count > 0)
        {
            yield return ("a bcc", "message.bcc");
        }

        if (mail.ReplyTo is not null)
        {
            yield return ("a reply-to address", "message.reply_to");
        }

        if (mail.Attachments.Count > 0)
        {
            yield return ("attachments", "message.attachments");
        }

        if (mail.Attachments.Any(file => file.ContentId is not null))
        {
            yield return ("an inline image", ".content_id");
        }

        if (mail.Headers.Count > 0)
        {
            yield return ("headers of its own", "message.headers");
        }
    }

    /// <summary>The variables for a mail that <see cref="OutgoingEmailCheck"/> has passed.</summary>
    public static Dictionary<string, object?> Of(OutgoingEmail mail)
    {
        var (from, to) = (MimeComposer.Mailbox(mail.From), MimeComposer.Mailbox(mail.To));
        return new(capacity: 16)
        {
            ["id"] = mail.Id.ToString("D"),
            ["from"] = from.ToString(),
            ["from_email"] = from.Address,
            ["from_name"] = from.Name ?? "",
            ["to"] = to.Address,
            ["to_name"] = to.Name ?? "",
            ["cc"] = Addresses(mail.Cc),
            ["bcc"] = Addresses(mail.Bcc),
            ["reply_to"] = mail.ReplyTo is null ? "" : MimeComposer.Mailbox(mail.ReplyTo).Address,
            ["subject"] = mail.Subject,
            ["html"] = mail.HtmlBody ?? "",
            ["text"] = mail.TextBody,
            ["body"] = mail.HtmlBody ?? mail.TextBody,
            ["headers"] = mail.Headers.Select(header => Pair(("name", header.Key), ("value", header.Value))).ToList(),
            ["attachments"] = mail.Attachments.Select(Attachment).ToList(),
            ["tags"] = mail.Tags,
        };
    }

    /// <summary>A mail that nobody gets, to try templates with.</summary>
    public static Dictionary<string, object?> Sample(string sender, string text) => Of(new OutgoingEmail
    {
        Id = Guid.Empty,
        From = new EmailAddress(sender, "Billing \"Team\""),
        To = new EmailAddress("ann@example.com", "Ann \"A.\" Example"),
        Subject = text.ReplaceLineEndings(" "),
        HtmlBody = text,
        TextBody = text,
    });

    private static List<string> Addresses(IEnumerable<EmailAddress> addresses) =>
        [.. addresses.Select(address => MimeComposer.Mailbox(address).Address)];

    private static Dictionary<string, object?> Attachment(EmailAttachment attachment) => Pair(
        ("name", attachment.FileName),
        ("content_type", attachment.ContentType ?? MimeTypes.GetMimeType(attachment.FileName)),
        ("content_id", attachment.ContentId ?? ""),
        ("content", Convert.ToBase64String(attachment.Content.Span)));

    private static Dictionary<string, object?> Pair(params (string Name, string Value)[] members) =>
        members.ToDictionary(member => member.Name, member => (object?)member.Value);
}
