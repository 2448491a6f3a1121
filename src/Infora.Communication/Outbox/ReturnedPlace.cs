namespace Infora.Communication.Outbox;

/// <summary>A place under a provider's limits that a message took and did not use.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="Day">The day of which it was taken, in the configured time zone.</param>
public readonly record struct ReturnedPlace(int ProviderId, DateOnly Day);
