using Infora.Communication.Providers.Http.Custom;
using MimeKit;

namespace Infora.Communication.Email.Providers.Http;

/// <summary>
/// A mail that <see cref="OutgoingEmailCheck"/> has passed as templates read it. What it does not have is empty rather than
/// missing, so that <c>| json</c> always writes something.
/// </summary>
internal sealed class HttpEmailMessage(OutgoingEmail mail) : CustomMessage
{
    private static readonly string[] Texts =
        ["id", "from", "from_email", "from_name", "to", "to_name", "reply_to", "subject", "html", "text", "body"];

    public override IEnumerable<string?> Contents => [mail.HtmlBody, mail.TextBody, mail.Subject];

    /// <summary>A mail that nobody gets, to try templates with.</summary>
    public static HttpEmailMessage Sample(string sender, string text) => new(new OutgoingEmail
    {
        Id = Guid.Empty,
        From = new EmailAddress(sender, "Billing \"Team\""),
        To = new EmailAddress("ann@example.com", "Ann \"A.\" Example"),
        Subject = text.ReplaceLineEndings(" "),
        HtmlBody = text,
        TextBody = text,
    });

    public override string? Text(string name) => name switch
    {
        "id" => mail.Id.ToString("D"),
        "from" => SenderText.Of(mail.From),
        "from_email" => Address(mail.From),
        "from_name" => MimeComposer.Mailbox(mail.From).Name ?? "",
        "to" => Address(mail.To),
        "to_name" => MimeComposer.Mailbox(mail.To).Name ?? "",
        "reply_to" => mail.ReplyTo is null ? "" : Address(mail.ReplyTo),
        "subject" => mail.Subject,
        "html" => mail.HtmlBody ?? "",
        "text" => mail.TextBody,
        "body" => mail.HtmlBody ?? mail.TextBody,
        _ => null,
    };

    public override bool IsEmptyList(string name) => name switch
    {
        "cc" => mail.Cc.Count is 0,
        "bcc" => mail.Bcc.Count is 0,
        "headers" => mail.Headers.Count is 0,
        "attachments" => mail.Attachments.Count is 0,
        "tags" => mail.Tags.Count is 0,
        _ => false,
    };

    public override IReadOnlyDictionary<string, object?> ToVariables() => new Dictionary<string, object?>(Texts.ToDictionary(name => name, object? (name) => Text(name)))
    {
        ["cc"] = mail.Cc.Select(Address).ToList(),
        ["bcc"] = mail.Bcc.Select(Address).ToList(),
        ["headers"] = mail.Headers.Select(header => Members(("name", header.Key), ("value", header.Value))).ToList(),
        ["attachments"] = mail.Attachments.Select(Attachment).ToList(),
        ["tags"] = mail.Tags,
    };

    /// <summary>As MimeKit writes it, which only has to be asked where it would change something, such as the ASCII form of a domain.</summary>
    private static string Address(EmailAddress address) =>
        PlainEmailAddress.Is(address.Address) && !address.Address.Contains("xn--", StringComparison.OrdinalIgnoreCase)
            ? address.Address
            : MimeComposer.Mailbox(address).Address;

    private static Dictionary<string, object?> Attachment(EmailAttachment attachment) => Members(
        ("name", attachment.FileName),
        ("content_type", attachment.ContentType ?? MimeTypes.GetMimeType(attachment.FileName)),
        ("content_id", attachment.ContentId ?? ""),
        ("content", Convert.ToBase64String(attachment.Content.Span)));

    private static Dictionary<string, object?> Members(params (string Name, string Value)[] members) =>
        members.ToDictionary(member => member.Name, object? (member) => member.Value);
}
