using System.Text;
using System.Text.Json;
using Infora.Communication.Providers.Http;
using MimeKit;
using MimeKit.Utils;

namespace Infora.Communication.Email.Providers.SendGrid;

/// <summary>The wire form of a mail (https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send).</summary>
internal static class SendGridMail
{
    private const int MaxCategories = 10;
    private const int MaxCategoryLength = 255;

    public static byte[] ToJson(OutgoingEmail mail) => JsonBody.Write(mail, Write);

    private static void Write(Utf8JsonWriter json, OutgoingEmail mail)
    {
        json.WriteStartObject();
        WriteRecipients(json, mail);
        WriteMailbox(json, "from", mail.From);
        if (mail.ReplyTo is { } replyTo)
        {
            WriteMailbox(json, "reply_to", replyTo);
        }

        json.WriteString("subject", mail.Subject);
        WriteContent(json, mail.TextBody, mail.HtmlBody);
        WriteAttachments(json, mail.Attachments);
        WriteHeaders(json, mail.Headers);
        WriteCategories(json, mail.Tags);
        json.WriteStartObject("custom_args");
        json.WriteString("comm_id", mail.Id);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>SendGrid refuses a mail that names one address twice.</summary>
    private static void WriteRecipients(Utf8JsonWriter json, OutgoingEmail mail)
    {
        var named = mail.Cc.Count + mail.Bcc.Count is 0 ? null : new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        json.WriteStartArray("personalizations");
        json.WriteStartObject();
        WriteMailboxes(json, "to", [mail.To], named);
        WriteMailboxes(json, "cc", mail.Cc, named);
        WriteMailboxes(json, "bcc", mail.Bcc, named);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    public static void WriteMailboxes(Utf8JsonWriter json, string field, IReadOnlyList<EmailAddress> addresses, HashSet<string>? named)
    {
        var any = false;
        foreach (var address in addresses)
        {
            var encoded = MimeComposer.Encode(address);
            if (named?.Add(encoded.Address) is false)
            {
                continue;
            }

            if (!any)
            {
                json.WriteStartArray(field);
                any = true;
            }

            json.WriteStartObject();
            WriteParts(json, encoded);
        }

        if (any)
        {
            json.WriteEndArray();
        }
    }

    public static void WriteMailbox(Utf8JsonWriter json, string field, EmailAddress address)
    {
        json.WriteStartObject(field);
        WriteParts(json, MimeComposer.Encode(address));
    }

    private static void WriteParts(Utf8JsonWriter json, EmailAddress address)
    {
        json.WriteString("email", address.Address);
        if (!string.IsNullOrWhiteSpace(address.Name))
        {
            // SendGrid divides names at these signs, unless the name is quoted; others would be shown with their quotes.
            json.WriteString("name", address.Name.AsSpan().ContainsAny(';', ',') ? MimeUtils.Quote(address.Name) : address.Name);
        }

        json.WriteEndObject();
    }

    /// <summary>Text comes before HTML, and an empty part is refused.</summary>
    public static void WriteContent(Utf8JsonWriter json, string text, string? html)
    {
        json.WriteStartArray("content");
        foreach (var (type, value) in new[] { ("text/plain", text), ("text/html", html) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                json.WriteStartObject();
                json.WriteString("type", type);
                json.WriteString("value", value);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteAttachments(Utf8JsonWriter json, IReadOnlyList<EmailAttachment> attachments)
    {
        if (attachments.Count is 0)
        {
            return;
        }

        json.WriteStartArray("attachments");
        foreach (var attachment in attachments)
        {
            json.WriteStartObject();
            json.WriteString("filename", attachment.FileName);
            json.WriteString("type", attachment.ContentType ?? MimeTypes.GetMimeType(attachment.FileName));
            json.WriteString("disposition", attachment.ContentId is null ? "attachment" : "inline");
            if (attachment.ContentId is { } contentId)
            {
                json.WriteString("content_id", contentId);
            }

            json.WriteBase64String("content", attachment.Content.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteHeaders(Utf8JsonWriter json, IReadOnlyDictionary<string, string> headers)
    {
        if (headers.Count is 0)
        {
            return;
        }

        json.WriteStartObject("headers");
        foreach (var (name, value) in headers)
        {
            // SendGrid writes the value into the mail as it is, where only ASCII may be (RFC 2047).
            json.WriteString(name, Ascii.IsValid(value) ? value : Encoding.ASCII.GetString(Rfc2047.EncodeText(Encoding.UTF8, value)));
        }

        json.WriteEndObject();
    }

    public static void WriteCategories(Utf8JsonWriter json, IReadOnlyList<string> tags)
    {
        if (tags.Count is 0)
        {
            return;
        }

        var categories = tags.Where(tag => !string.IsNullOrWhiteSpace(tag))
            .Select(tag => tag.Length > MaxCategoryLength ? tag[..MaxCategoryLength] : tag)
            .Distinct(StringComparer.Ordinal).Take(MaxCategories).ToList();
        if (categories.Count is 0)
        {
            return;
        }

        json.WriteStartArray("categories");
        categories.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }
}
