using System.Text;
using MimeKit.Utils;

namespace Infora.Communication.Email.Providers.Mailgun;

/// <summary>
/// The texts of a mail as form fields (https://documentation.mailgun.com/docs/mailgun/api-reference/openapi-final/tag/Messages/).
/// </summary>
internal static class MailgunFields
{
    private const int MaxTags = 10;
    private const int MaxTagLength = 128;

    public static IEnumerable<(string Name, string Value)> Of(OutgoingEmail mail) =>
        Envelope(mail).Concat(Content(mail)).Concat(Options(mail));

    /// <summary>The fields whose length Mailgun limits: headers, options and custom data.</summary>
    public static IEnumerable<(string Name, string Value)> Options(OutgoingEmail mail)
    {
        if (mail.ReplyTo is { } replyTo)
        {
            yield return ("h:Reply-To", Write(replyTo));
        }

        foreach (var (name, value) in mail.Headers)
        {
            yield return ($"h:{name}", value);
        }

        var tags = mail.Tags.Where(tag => !string.IsNullOrWhiteSpace(tag))
            .Select(tag => tag.Length > MaxTagLength ? tag[..MaxTagLength] : tag)
            .Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxTags);
        foreach (var tag in tags)
        {
            yield return ("o:tag", tag);
        }

        yield return ("v:comm_id", mail.Id.ToString("D"));
    }

    private static IEnumerable<(string Name, string Value)> Envelope(OutgoingEmail mail)
    {
        yield return ("from", Write(mail.From));
        yield return ("to", Write(mail.To));
        foreach (var address in mail.Cc)
        {
            yield return ("cc", Write(address));
        }

        foreach (var address in mail.Bcc)
        {
            yield return ("bcc", Write(address));
        }
    }

    private static IEnumerable<(string Name, string Value)> Content(OutgoingEmail mail)
    {
        yield return ("subject", mail.Subject);
        var hasHtml = !string.IsNullOrEmpty(mail.HtmlBody);
        if (!hasHtml || !string.IsNullOrEmpty(mail.TextBody))
        {
            yield return ("text", mail.TextBody);
        }

        if (hasHtml)
        {
            yield return ("html", mail.HtmlBody!);
        }
    }

    public static string Write(EmailAddress address)
    {
        var (bare, given) = MimeComposer.Encode(address);
        if (string.IsNullOrWhiteSpace(given))
        {
            return bare;
        }

        // A name with parentheses and letters outside ASCII arrives mangled unless it is an encoded word (RFC 2047).
        var name = given.AsSpan().ContainsAny('(', ')') && !Ascii.IsValid(given)
            ? EncodedWords(given)
            : MimeUtils.Quote(given);
        return $"{name} <{bare}>";
    }

    /// <summary>The whole text encoded; MimeKit would leave its ASCII words, and the parentheses with them, as they are.</summary>
    private static string EncodedWords(string text)
    {
        // A word has at most 75 characters, which hold this many letters however many bytes they have.
        const int Letters = 11;
        return string.Join(' ', text.EnumerateRunes().Chunk(Letters)
            .Select(runes => $"=?utf-8?b?{Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Concat(runes)))}?="));
    }
}
