using System.Globalization;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;

namespace Infora.Communication.Email.Providers.Smtp;

/// <summary>A server's answer: its code (RFC 5321), its enhanced code (RFC 3463) and its text, fit to be shown.</summary>
internal sealed partial record SmtpReply(int Code, string? Enhanced, string Text)
{
    private const int MaxTextLength = 300;

    /// <summary>The answer as one writes it: <c>550 5.1.1</c>.</summary>
    public string ProviderCode => string.Create(CultureInfo.InvariantCulture, $"{Code} {Enhanced}").TrimEnd();

    /// <summary>The answer that an exception of MailKit's carries, or null.</summary>
    /// <param name="exception">What MailKit threw.</param>
    /// <param name="password">The account's password, in case the server repeats it.</param>
    public static SmtpReply? Of(Exception exception, string? password = null) => exception switch
    {
        SmtpCommandException command => Parse((int)command.StatusCode, command.Message, password),
        ServiceNotAuthenticatedException required => Parse((int)SmtpStatusCode.AuthenticationRequired, required.Message, password),
        { InnerException: { } inner } => Of(inner, password),
        _ => null,
    };

    public static SmtpReply Parse(int code, string text, string? password = null)
    {
        var match = EnhancedCode().Match(text);
        return new SmtpReply(code, match.Success ? match.Groups["code"].Value : null, OneLine(WithoutSecret(text, password)));
    }

    /// <summary>Whether the enhanced code's subject and detail are these, whatever its class.</summary>
    public bool Is(int subject, int detail) =>
        Enhanced is not null && Enhanced[1..] == string.Create(CultureInfo.InvariantCulture, $".{subject}.{detail}");

    /// <summary>Whether the enhanced code is about this subject (RFC 3463, 3: 1 address, 2 mailbox, 3 system, 7 policy).</summary>
    public bool IsAbout(int subject) =>
        Enhanced is not null && Enhanced.AsSpan(1).StartsWith(string.Create(CultureInfo.InvariantCulture, $".{subject}."), StringComparison.Ordinal);

    /// <summary>A password of a letter or two would blank out the whole text, and is no secret.</summary>
    private static string WithoutSecret(string text, string? password) =>
        password is { Length: >= 4 } ? text.Replace(password, "[secret]", StringComparison.Ordinal) : text;

    /// <summary>One line without addresses: servers like to repeat the recipient's.</summary>
    private static string OneLine(string text)
    {
        var line = Addresses().Replace(WhiteSpace().Replace(text, " ").Trim(), "***");
        return line.Length <= MaxTextLength ? line : line[..MaxTextLength] + "…";
    }

    [GeneratedRegex(@"^\s*(?<code>[245]\.\d{1,3}\.\d{1,3})\b", RegexOptions.CultureInvariant)]
    private static partial Regex EnhancedCode();

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"[^\s<>()\[\],;:""']+@[^\s<>()\[\],;:""']+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Addresses();
}
