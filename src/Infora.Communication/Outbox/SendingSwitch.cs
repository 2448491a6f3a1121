namespace Infora.Communication.Outbox;

/// <summary>Whether anything is sent at all, in every process.</summary>
/// <param name="Paused">True while nothing leaves; what is queued stays queued.</param>
/// <param name="Reason">Why, for people to read.</param>
/// <param name="ChangedAt">When it was set last; null where it never was.</param>
public sealed record SendingSwitch(bool Paused, string? Reason, DateTimeOffset? ChangedAt);
