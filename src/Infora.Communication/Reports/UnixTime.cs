namespace Infora.Communication.Reports;

/// <summary>Times that vendors write as a number.</summary>
internal static class UnixTime
{
    /// <summary>Above it a number is taken for milliseconds: as seconds it would be in the year 5138.</summary>
    private const decimal MostSeconds = 100_000_000_000;

    private static readonly decimal Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>A time in seconds since 1970, with a fraction, or in whole milliseconds; null where it is none.</summary>
    public static DateTimeOffset? Of(decimal? number)
    {
        var milliseconds = number > MostSeconds ? number : number * 1000;
        return milliseconds > 0 && milliseconds <= Latest ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds.Value) : null;
    }
}
