namespace Infora.Communication.Sms.Providers.Twilio;

/// <summary>What one of Twilio's error codes means for a message.</summary>
/// <param name="Code">The kind of error.</param>
/// <param name="Status">
/// <see cref="SendStatus.Rejected"/> where the recipient or the content is at fault, <see cref="SendStatus.Unavailable"/>
/// where the account, its sender or Twilio is, so that another provider may take the message.
/// </param>
/// <param name="Hint">What to do about it.</param>
/// <param name="Permanent">Whether sending the same message again cannot succeed.</param>
internal sealed record TwilioFault(ErrorCode Code, SendStatus Status, string? Hint, bool Permanent)
{
    /// <summary>Whether the reason is where the message goes: such a refusal says nothing of the account's health.</summary>
    public bool OfRecipient { get; init; }

    public static TwilioFault OfMessage(ErrorCode code, string? hint = null) => new(code, SendStatus.Rejected, hint, Permanent: true);

    public static TwilioFault OfProvider(ErrorCode code, string? hint = null) => new(code, SendStatus.Unavailable, hint, Permanent: false);

    /// <summary>Twilio does not reach the recipient from this account; another provider may.</summary>
    public static TwilioFault OfDestination(ErrorCode code, string hint) => OfProvider(code, hint) with { OfRecipient = true };
}
