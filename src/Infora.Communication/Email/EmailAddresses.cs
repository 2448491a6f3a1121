using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using MimeKit;

namespace Infora.Communication.Email;

/// <summary>Reads one email address, with or without a display name, and says what is wrong with any other input.</summary>
internal static class EmailAddresses
{
    // RFC 5321, 4.5.3.1: 64 octets before the @, and 256 for the path with its angle brackets.
    private const int MaxLocalOctets = 64;
    private const int MaxOctets = 254;
    private const int MaxNameLength = 200;

    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Reads <c>ann@example.com</c> or <c>Ann Example &lt;ann@example.com&gt;</c>.</summary>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out EmailAddress? address, [NotNullWhen(false)] out string? error)
    {
        (address, error) = Read(text);
        return address is not null;
    }

    /// <summary>Reads an address that may have been made from a text with a display name.</summary>
    public static bool TryParse(
        EmailAddress? given, [NotNullWhen(true)] out EmailAddress? address, [NotNullWhen(false)] out string? error)
    {
        if (given is not null && given.Name is not "" && PlainEmailAddress.Is(given.Address))
        {
            error = given.Name is null ? null : CheckName(given.Name);
            address = error is null ? given : null;
            return address is not null;
        }

        (address, error) = Read(given?.Address);
        if (address is not null && given!.Name is { Length: > 0 } name)
        {
            error = CheckName(name);
            address = error is null ? address with { Name = name } : null;
        }

        return address is not null;
    }

    private static (EmailAddress? Address, string? Error) Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, "is required: give an address such as ann@example.com");
        }

        if (PlainEmailAddress.Is(text))
        {
            return (new EmailAddress(text), null);
        }

        if (HasControl(text))
        {
            return (null, "must not contain line breaks or control characters");
        }

        if (!InternetAddressList.TryParse(Strict, text, out var list))
        {
            return (null, "is not an email address; give one such as ann@example.com or Ann Example <ann@example.com>");
        }

        if (list is not [MailboxAddress mailbox])
        {
            return (null, "must be a single address; give further ones as recipients of their own, without groups");
        }

        var name = string.IsNullOrEmpty(mailbox.Name) ? null : mailbox.Name;
        return Check(mailbox) is { } wrong || (wrong = name is null ? null : CheckName(name)) is not null
            ? (null, wrong)
            : (new EmailAddress(mailbox.Address, name), null);
    }

    private static string? Check(MailboxAddress mailbox)
    {
        var at = mailbox.Address.LastIndexOf('@');
        var local = mailbox.Address[..Math.Max(at, 0)];
        if (mailbox.Route.Count > 0 || local.Length is 0)
        {
            return "is not an email address; give one such as ann@example.com";
        }

        if (Encoding.UTF8.GetByteCount(local) > MaxLocalOctets)
        {
            return $"has more than {MaxLocalOctets} bytes before the @, which no server takes";
        }

        var domain = AsciiDomain(mailbox.Address[(at + 1)..]);
        if (domain is null)
        {
            return "has no valid domain after the @; give one such as example.com";
        }

        return Encoding.UTF8.GetByteCount(local) + 1 + domain.Length > MaxOctets
            ? $"is longer than {MaxOctets} bytes, which no server takes"
            : null;
    }

    /// <summary>The domain as DNS knows it, or null; an address literal is none, for mail never goes to a bare address.</summary>
    private static string? AsciiDomain(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain);
            var dots = ascii.Contains('.', StringComparison.Ordinal) || ascii.Equals("localhost", StringComparison.OrdinalIgnoreCase);
            return dots && Uri.CheckHostName(ascii) is UriHostNameType.Dns ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool HasControl(string text)
    {
        foreach (var sign in text)
        {
            if (char.IsControl(sign))
            {
                return true;
            }
        }

        return false;
    }

    private static string? CheckName(string name) =>
        HasControl(name) ? "has a display name with line breaks or control characters; leave them out"
        : name.Length > MaxNameLength ? $"has a display name of more than {MaxNameLength} characters; shorten it"
        : null;
}
