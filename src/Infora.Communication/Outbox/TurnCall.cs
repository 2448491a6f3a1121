namespace Infora.Communication.Outbox;

/// <summary>A call for turns at a rate.</summary>
/// <param name="Turns">How many, one after the other.</param>
/// <param name="LongestWait">How long it would wait for the first of them.</param>
public readonly record struct TurnCall(int Turns, TimeSpan LongestWait)
{
    /// <summary>Gives each call its turns.</summary>
    /// <param name="calls">The calls, in their order.</param>
    /// <param name="perSecond">The rate: above 0.</param>
    /// <param name="next">The first turn that is free; before <paramref name="now"/> where nobody asked for a while.</param>
    /// <param name="now">The time.</param>
    /// <returns>The turn that is free after them, and for each how long to wait for its first turn.</returns>
    public static (DateTimeOffset Next, IReadOnlyList<TimeSpan> Waits) Serve(
        IReadOnlyList<TurnCall> calls, double perSecond, DateTimeOffset next, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perSecond);
        var waits = new TimeSpan[calls.Count];
        next = next < now ? now : next;
        for (var i = 0; i < waits.Length; i++)
        {
            waits[i] = next - now;
            if (waits[i] <= calls[i].LongestWait)
            {
                next += TimeSpan.FromSeconds(calls[i].Turns / perSecond);
            }
        }

        return (next, waits);
    }
}
