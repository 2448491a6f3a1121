using System.Text;

namespace Infora.Communication.Reports;

/// <summary>Texts of vendors as every database takes them: one that it refused would keep all others from being written.</summary>
internal static class ReportText
{
    private const int LongestText = 500;
    private const int LongestId = 200;

    /// <summary>A report without characters that PostgreSQL stores in no text, and with nothing longer than people read.</summary>
    public static DeliveryReport Clean(DeliveryReport report) => report with
    {
        ProviderMessageId = Clean(report.ProviderMessageId, LongestId),
        Recipient = Clean(report.Recipient, LongestText),
        ProviderEvent = Clean(report.ProviderEvent, LongestId),
        ProviderEventId = Clean(report.ProviderEventId, LongestId),
        Part = Clean(report.Part, LongestId),
        Detail = Clean(report.Detail, LongestText),
        Reply = Clean(report.Reply, LongestText),
        Error = report.Error is { } error
            ? error with { Message = Clean(error.Message, LongestText)!, Hint = Clean(error.Hint, LongestText), ProviderCode = Clean(error.ProviderCode, LongestId) }
            : null,
    };

    /// <summary>The beginning of a text; no character is cut in two.</summary>
    public static string? Cut(string? text, int longest = LongestText) =>
        text is null || text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    private static string? Clean(string? text, int longest)
    {
        if (Cut(text, longest) is not { } cut)
        {
            return null;
        }

        // Half a pair becomes the replacement character.
        var whole = cut.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)) : cut;
        return whole.Replace("\0", "", StringComparison.Ordinal);
    }
}
