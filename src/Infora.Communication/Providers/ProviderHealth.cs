namespace Infora.Communication.Providers;

/// <summary>How a provider does, as this process sees it.</summary>
/// <param name="State">Whether it is asked.</param>
/// <param name="LastError">Its last fault; null once it took a message after it, and after its configuration changed.</param>
public sealed record ProviderHealth(CircuitPosition State, SendError? LastError);
