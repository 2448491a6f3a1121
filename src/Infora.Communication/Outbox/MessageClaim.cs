namespace Infora.Communication.Outbox;

/// <summary>One claim of one message: whoever holds an older one has lost the message.</summary>
/// <param name="Id">The message.</param>
/// <param name="Claim">Its number.</param>
public readonly record struct MessageClaim(Guid Id, int Claim);
