using System.Runtime.InteropServices;
using System.Text;
using Infora.Communication.Suppressions;
using MimeKit;

namespace Infora.Communication.Email;

/// <summary>
/// Writes a mail as a MIME message (RFC 5322, 2045 to 2047, 2231): text and HTML as alternatives, inline images beside the
/// HTML that shows them, attachments around it all. Bcc recipients are in no header.
/// </summary>
internal static class MimeComposer
{
    /// <summary>RFC 5322, 2.1.1, without the line break.</summary>
    private const int LongestLine = 998;

    /// <summary>Composes a mail that <see cref="OutgoingEmailCheck"/> has passed.</summary>
    public static MimeMessage Compose(OutgoingEmail message, DateTimeOffset date)
    {
        var mime = new MimeMessage { Subject = message.Subject, Date = date, MessageId = MessageId(message) };
        mime.From.Add(Mailbox(message.From));
        mime.To.Add(Mailbox(message.To));
        mime.Cc.AddRange(message.Cc.Select(Mailbox));
        if (message.ReplyTo is not null)
        {
            mime.ReplyTo.Add(Mailbox(message.ReplyTo));
        }

        foreach (var (name, value) in message.Headers)
        {
            mime.Headers.Add(Header(name, value));
        }

        mime.Body = Body(message);
        return mime;
    }

    /// <summary>An address that was read before, as MimeKit writes it.</summary>
    /// <exception cref="ArgumentException">It is not an address.</exception>
    public static MailboxAddress Mailbox(EmailAddress address)
    {
        var read = Read(address);
        return new MailboxAddress(read.Name, read.Address);
    }

    /// <summary>An address that was read before, as APIs take it: its domain in ASCII.</summary>
    /// <exception cref="ArgumentException">It is not an address.</exception>
    public static EmailAddress Encode(EmailAddress address)
    {
        var read = Read(address);
        return PlainEmailAddress.Is(read.Address)
            ? read
            : read with { Address = new MailboxAddress(read.Name, read.Address).GetAddress(idnEncode: true) };
    }

    /// <summary>The message's id without its brackets: the same at every attempt, so that a recipient's server can tell a repeat.</summary>
    public static string MessageId(OutgoingEmail message)
    {
        var sender = Read(message.From).Address;
        sender = Ascii.IsValid(sender) ? sender : MailboxAddress.EncodeAddrspec(sender);
        return $"{message.Id:N}{sender[sender.LastIndexOf('@')..]}";
    }

    /// <summary>
    /// A link of the length that an unsubscribe link has would be put on a line of its own. Folded so, some servers break the
    /// signature over it; it stays on one line, as long as a line may be.
    /// </summary>
    private static Header Header(string name, string value)
    {
        var header = new Header(name, value);
        if (PromotionalMail.IsOfUnsubscribing(name) && Ascii.IsValid(value) && name.Length + value.Length + 2 <= LongestLine)
        {
            header.SetRawValue(Encoding.ASCII.GetBytes($" {value}\r\n"));
        }

        return header;
    }

    private static EmailAddress Read(EmailAddress address) => EmailAddresses.TryParse(address, out var read, out var error)
        ? read
        : throw new ArgumentException($"The address {error}.", nameof(address));

    private static MimeEntity Body(OutgoingEmail message)
    {
        var text = Text("plain", message.TextBody);
        var images = message.Attachments.Where(attachment => attachment.ContentId is not null).ToList();
        MimeEntity content = message.HtmlBody is null ? text
            : new MultipartAlternative { text, Related(message.HtmlBody, images) };
        var files = message.HtmlBody is null ? message.Attachments : [.. message.Attachments.Where(attachment => attachment.ContentId is null)];
        if (files.Count is 0)
        {
            return content;
        }

        var mixed = new Multipart("mixed") { content };
        foreach (var file in files)
        {
            mixed.Add(Part(file, ContentDisposition.Attachment));
        }

        return mixed;
    }

    private static MimeEntity Related(string html, List<EmailAttachment> images)
    {
        var part = Text("html", html);
        if (images.Count is 0)
        {
            return part;
        }

        var related = new MultipartRelated { Root = part };
        foreach (var image in images)
        {
            related.Add(Part(image, ContentDisposition.Inline));
        }

        return related;
    }

    private static TextPart Text(string subtype, string text)
    {
        var part = new TextPart(subtype);
        part.SetText("utf-8", text);
        return part;
    }

    private static MimePart Part(EmailAttachment attachment, string disposition)
    {
        // Base64 whatever the type: text sent as text would have its line ends rewritten on the way.
        var part = new MimePart(MediaType(attachment))
        {
            Content = new MimeContent(Open(attachment.Content)),
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentDisposition = new ContentDisposition(disposition) { FileName = attachment.FileName },
        };
        part.ContentType.Name = attachment.FileName;
        if (attachment.ContentId is { } id)
        {
            part.Headers.Replace(HeaderId.ContentId, $"<{id}>");
        }

        return part;
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);

    private static ContentType MediaType(EmailAttachment attachment)
    {
        // MIME forbids Base64 on composite types (RFC 2046, 5): such a file goes as plain bytes under its own name.
        var named = attachment.ContentType ?? MimeTypes.GetMimeType(attachment.FileName);
        return ContentType.TryParse(named, out var type) && type.MediaType is not ("message" or "multipart")
            ? type
            : new ContentType("application", "octet-stream");
    }
}
