using System.ComponentModel.DataAnnotations;

namespace Infora.Communication.Delivery;

/// <summary>How queued messages are tried again after a passing failure.</summary>
public sealed class RetryOptions
{
    /// <summary>How many tries a message gets before it fails.</summary>
    /// <value>1 to 100. Default: 8.</value>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 8;

    /// <summary>The time from the first try to the second; it grows from try to try, with jitter.</summary>
    /// <value>Above zero. Default: 30 seconds, with which eight tries take about six hours.</value>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(30);
}
