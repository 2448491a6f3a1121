namespace Infora.Communication.Sms;

/// <summary>What a vendor says, after a message was sent, that it is charged as.</summary>
/// <param name="Price">The price of the whole message; null while it is not known, so that it is asked for again.</param>
/// <param name="Segments">The segments that the vendor counted; null where it does not say.</param>
public sealed record SmsPrice(Money? Price, int? Segments);
