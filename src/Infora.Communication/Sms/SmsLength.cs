namespace Infora.Communication.Sms;

/// <summary>What to say of a text that needs more segments than a provider's <c>max_segments</c>.</summary>
internal static class SmsLength
{
    public static string Describe(SmsSegments segments, int most) => $"{Fault(segments, most)} {Mend(segments)}";

    public static string Fault(SmsSegments segments, int most) =>
        $"The text needs {segments.Segments} segments and the provider's max_segments is {most}.";

    public static string Mend(SmsSegments segments) => segments.ForcedUcs2By is { } character
        ? $"Shorten it, or replace '{character}', which halves what fits in a segment."
        : "Shorten it, or raise max_segments.";
}
