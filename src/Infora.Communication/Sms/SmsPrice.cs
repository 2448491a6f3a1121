using Infora.Communication.Reports;

namespace Infora.Communication.Sms;

/// <summary>What a vendor says, after a message was sent, that it is charged as.</summary>
/// <param name="Price">The price of the whole message; null while it is not known, so that it is asked for again.</param>
/// <param name="Segments">The segments that the vendor counted; null where it does not say.</param>
public sealed record SmsPrice(Money? Price, int? Segments)
{
    /// <summary>
    /// What became of the message, where the same answer tells it. Where messages to several recipients share the vendor's id
    /// there is one report of each, which names its recipient and has its price.
    /// </summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<DeliveryReport> Reports { get; init; } = [];
}
