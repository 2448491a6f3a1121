using System.Text;
using System.Text.RegularExpressions;

namespace Infora.Communication.Reports;

/// <summary>
/// The words by which people decline text messages and take it back. Only a message that is the word and nothing else counts:
/// "please stop by tomorrow" is an answer.
/// </summary>
internal static partial class ReplyWords
{
    private const int LongestWord = 40;

    /// <summary>Whether a reply declines further messages.</summary>
    public static bool IsStop(string? reply) => WordOf(reply) is
        "STOP" or "STOPALL" or "UNSUBSCRIBE" or "CANCEL" or "END" or "QUIT" or "OPTOUT" or "REVOKE";

    /// <summary>Whether a reply takes an earlier STOP back. YES is none of the words: it answers whatever was asked last.</summary>
    public static bool IsStart(string? reply) => WordOf(reply) is "START" or "UNSTOP";

    /// <summary>The word that a reply is, in upper case; null where it is none.</summary>
    private static string? WordOf(string? reply)
    {
        if (reply is not { Length: > 0 and <= LongestWord })
        {
            return null;
        }

        var core = Surroundings().Replace(reply, "");
        if (core.Any(char.IsSurrogate))
        {
            return null;
        }

        // Some keyboards write letters at full width.
        var word = core.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
        if (ShortCode().Match(word) is { Success: true } code)
        {
            return code.Groups[1].Value;
        }

        return Separators().Replace(word, "");
    }

    /// <summary>What is not part of the word: space, punctuation, symbols and invisible characters at both ends.</summary>
    [GeneratedRegex(@"\A[\s\p{P}\p{S}\p{C}]+|[\s\p{P}\p{S}\p{C}]+\z")]
    private static partial Regex Surroundings();

    /// <summary>"STOP ALL" and "opt-out" are single words elsewhere.</summary>
    [GeneratedRegex(@"(?<=\ASTOP)[\s-]+(?=ALL\z)|(?<=\AOPT)[\s-]+(?=OUT\z)")]
    private static partial Regex Separators();

    /// <summary>The form that Kenyan operators print under promotional messages: STOP*456*9*5#.</summary>
    [GeneratedRegex(@"\A(STOP|START)(?:\s*\*\s*\d{1,8}){1,6}\z")]
    private static partial Regex ShortCode();
}
