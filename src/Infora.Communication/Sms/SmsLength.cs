using Infora.Communication.Providers;

namespace Infora.Communication.Sms;

/// <summary>What to say of a text that is too long: for a provider's <c>max_segments</c>, or for the vendor.</summary>
internal static class SmsLength
{
    public static string Describe(SmsSegments segments, int most) => $"{Fault(segments, most)} {Mend(segments)}";

    public static string Fault(SmsSegments segments, int most) =>
        $"The text needs {segments.Segments} segments and the provider's max_segments is {most}.";

    public static string Mend(SmsSegments segments) => segments.ForcedUcs2By is { } character
        ? $"Shorten it, or replace '{character}', which halves what fits in a segment."
        : "Shorten it, or raise max_segments.";

    /// <summary>Why a vendor would not take the text, or null.</summary>
    public static ProviderResult? RefuseBeyond(int maxCharacters, OutgoingSms message, string vendor) =>
        message.Body.Length <= maxCharacters ? null : ProviderResult.Rejected(new SendError(
            ErrorCode.InvalidContent,
            $"{vendor} takes texts of up to {maxCharacters} characters, and this one has {message.Body.Length}.",
            Permanent: true)
        {
            Hint = "Shorten the text.",
        });
}
