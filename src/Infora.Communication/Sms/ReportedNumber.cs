namespace Infora.Communication.Sms;

/// <summary>Reads numbers as vendors report them: international, mostly without the plus sign, which some forms turn into a space.</summary>
internal static class ReportedNumber
{
    private const int Shortest = 7;
    private const int Longest = 15;

    /// <returns>The number in E.164; null for a short code, a name, or anything else that is none.</returns>
    public static string? Read(string? text)
    {
        var digits = text.AsSpan().Trim().TrimStart('+');
        if (digits.StartsWith("00"))
        {
            digits = digits[2..];
        }

        return digits.Length is >= Shortest and <= Longest && digits[0] is not '0' && !digits.ContainsAnyExceptInRange('0', '9')
            ? $"+{digits}"
            : null;
    }
}
