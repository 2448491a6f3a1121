using System.Globalization;

namespace Infora.Communication.AspNetCore.Http;

/// <summary>Reads durations as the wire has them, which is as the host's settings have them.</summary>
internal static class Duration
{
    public const string Expected = "must be a duration as hours, minutes and seconds, such as 01:00:00, or with days 2.00:00:00";

    private static readonly string[] Formats = ["hh\\:mm\\:ss", "d\\.hh\\:mm\\:ss", "hh\\:mm\\:ss\\.FFFFFFF", "d\\.hh\\:mm\\:ss\\.FFFFFFF"];

    /// <summary>A number alone would be days to the framework, and is refused.</summary>
    public static bool TryParse(string? text) => TimeSpan.TryParseExact(text, Formats, CultureInfo.InvariantCulture, out _);
}
