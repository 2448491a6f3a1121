namespace Infora.Communication.Delivery;

/// <summary>When a message is tried again: exponential back-off with jitter.</summary>
internal static class RetrySchedule
{
    /// <summary>From 30 seconds, eight tries take about six hours: long enough for a greylist, a full mailbox or a night's maintenance.</summary>
    private const double Growth = 2.75;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <param name="tries">How many tries were made, from 1.</param>
    /// <param name="firstDelay">The delay after the first.</param>
    /// <returns>The delay, up to a fifth shorter or longer so that retries of many messages spread.</returns>
    public static TimeSpan DelayAfter(int tries, TimeSpan firstDelay)
    {
        var grown = firstDelay.Ticks * Math.Pow(Growth, Math.Min(tries, 40) - 1);
        var bounded = Math.Min(grown, Longest.Ticks);
        return TimeSpan.FromTicks((long)(bounded * (0.8 + (0.4 * Random.Shared.NextDouble()))));
    }
}
