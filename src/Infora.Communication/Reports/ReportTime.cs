using System.Globalization;

namespace Infora.Communication.Reports;

/// <summary>Reads the times of vendors, who write them in many ways and mostly mean UTC.</summary>
internal static class ReportTime
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Clocks differ, but not by more.</summary>
    private static readonly TimeSpan LargestLead = TimeSpan.FromDays(1);

    /// <param name="text">A time in ISO 8601 or RFC 2822, or in one of the formats; UTC where it names no zone.</param>
    /// <param name="receivedAt">When the report came, which is the time of a report without a credible one.</param>
    /// <param name="formats">Formats that are not read by themselves.</param>
    public static DateTimeOffset Read(string? text, DateTimeOffset receivedAt, params string[] formats) =>
        Credible(Find(text, formats), receivedAt);

    /// <summary>A vendor's time; that of the receipt where it has none, or one that cannot be.</summary>
    public static DateTimeOffset Credible(DateTimeOffset? time, DateTimeOffset receivedAt) =>
        time >= Earliest && time <= receivedAt + LargestLead ? time.Value : receivedAt;

    /// <summary>The time of a text; null where it is none.</summary>
    public static DateTimeOffset? Find(string? text, params string[] formats) =>
        (DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
        && time >= Earliest
            ? time.ToUniversalTime()
            : null;
}
