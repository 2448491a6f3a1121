using System.Text;
using MimeKit;

namespace Infora.Communication.Email.Providers.Mailgun;

/// <summary>A mail as multipart/form-data (RFC 7578), written by hand where .NET's own form cannot be read by Mailgun.</summary>
internal static class MailgunForm
{
    public static MultipartContent Of(OutgoingEmail mail) => Of(MailgunFields.Of(mail), mail);

    /// <param name="fields">The texts.</param>
    /// <param name="mail">What has the attachments.</param>
    public static MultipartContent Of(IEnumerable<(string Name, string Value)> fields, OutgoingEmail mail)
    {
        // Without the selector names outside ASCII would be written as Latin-1. The class for forms would read each part's header back.
        var form = new MultipartContent("form-data") { HeaderEncodingSelector = static (_, _) => Encoding.UTF8 };
        foreach (var (name, value) in fields)
        {
            form.Add(Part(Encoding.UTF8.GetBytes(value), $"form-data; name=\"{Escape(name)}\""));
        }

        var hasHtml = !string.IsNullOrEmpty(mail.HtmlBody);
        foreach (var attachment in mail.Attachments)
        {
            form.Add(File(attachment, inline: hasHtml && attachment.ContentId is not null));
        }

        return form;
    }

    /// <summary>An inline file has its content id for a name: that is what the HTML refers to as <c>cid:…</c>.</summary>
    private static ReadOnlyMemoryContent File(EmailAttachment attachment, bool inline)
    {
        var fileName = inline ? attachment.ContentId! : attachment.FileName;
        var part = Part(attachment.Content, $"form-data; name=\"{(inline ? "inline" : "attachment")}\"; filename=\"{Escape(fileName)}\"");
        part.Headers.TryAddWithoutValidation("Content-Type", attachment.ContentType ?? MimeTypes.GetMimeType(attachment.FileName));
        return part;
    }

    private static ReadOnlyMemoryContent Part(ReadOnlyMemory<byte> content, string disposition)
    {
        var part = new ReadOnlyMemoryContent(content);
        part.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        return part;
    }

    /// <summary>Line breaks cannot occur: <see cref="OutgoingEmailCheck"/> refuses them.</summary>
    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
