using System.Text;

namespace Infora.Communication.Sms;

/// <summary>Changes to the text of an SMS before it is counted and sent.</summary>
public static class SmsText
{
    /// <summary>
    /// Replaces typographic signs that word processors put in (curly quotes, dashes, ellipsis, unusual spaces, bullets, full-width
    /// forms, fractions) by plain ones and drops invisible characters, so that the text fits GSM-7 and takes fewer segments.
    /// </summary>
    /// <remarks>
    /// Letters with accents, other scripts and emoji are never changed. Where one of those keeps the text in UCS-2 anyway, the text comes
    /// back as it is: the typographic signs then cost nothing. The library calls it only where <see cref="CommunicationOptions.ReplaceTypography"/> is on.
    /// </remarks>
    /// <param name="text">The text to send.</param>
    /// <returns>A text in GSM-7, or <paramref name="text"/> itself when it is in GSM-7 already or cannot be brought there.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static string ReplaceTypography(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        if (Gsm7Alphabet.IndexOfForeign(text) < 0)
        {
            return text;
        }

        var plain = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (Gsm7Alphabet.Contains(character))
            {
                plain.Append(character);
            }
            else if (SmsTypography.Plain(character) is { } replacement)
            {
                AppendReplacement(plain, character, replacement);
            }
            else
            {
                return text;
            }
        }

        return plain.ToString();
    }

    /// <summary>The text as the settings want it sent: what is counted and previewed must be what goes out.</summary>
    internal static string AsSent(string text, CommunicationOptions options) =>
        options.ReplaceTypography ? ReplaceTypography(text) : text;

    private static void AppendReplacement(StringBuilder plain, char character, string replacement)
    {
        // "2½" must not become "21/2".
        if (SmsTypography.IsFraction(character) && plain.Length > 0 && char.IsAsciiDigit(plain[^1]))
        {
            plain.Append(' ');
        }

        plain.Append(replacement);
    }
}
