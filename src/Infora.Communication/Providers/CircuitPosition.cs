namespace Infora.Communication.Providers;

/// <summary>Whether a provider is asked.</summary>
public enum CircuitPosition
{
    /// <summary>It is.</summary>
    Closed,

    /// <summary>Not for a while, after repeated faults of its own.</summary>
    Open,

    /// <summary>One message goes to it, and decides.</summary>
    HalfOpen,
}
