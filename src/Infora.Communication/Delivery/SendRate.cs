namespace Infora.Communication.Delivery;

/// <summary>
/// Holds a rate without bursts: each message has a place in time, one interval after the last. The framework's limiters
/// know no <see cref="TimeProvider"/> and give no place in time to come back at.
/// </summary>
internal sealed class SendRate(double perSecond, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _interval = (long)(TimeSpan.TicksPerSecond / perSecond);
    private long _next;

    /// <summary>Takes the next places, unless the first of them is too far away.</summary>
    /// <param name="messages">How many places.</param>
    /// <param name="longestWait">How far away the first may be.</param>
    /// <param name="wait">How far away it is.</param>
    public bool TryReserve(int messages, TimeSpan longestWait, out TimeSpan wait)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow().UtcTicks;
            var first = Math.Max(now, _next);
            wait = new TimeSpan(first - now);
            if (wait > longestWait)
            {
                return false;
            }

            _next = first + (_interval * messages);
            return true;
        }
    }
}
