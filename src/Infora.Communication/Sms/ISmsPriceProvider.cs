using Infora.Communication.Providers;

namespace Infora.Communication.Sms;

/// <summary>
/// An SMS plugin whose vendor tells what a message costs only some time after it took it. Messages that it took without a
/// price are asked about a few times in the days that follow; until then their cost is the configured one.
/// </summary>
public interface ISmsPriceProvider : ISmsProvider
{
    /// <summary>Asks what a message that was sent costs, and what became of it where the same answer tells. An exception counts as no answer: the vendor is asked again later.</summary>
    /// <param name="providerMessageId">The vendor's id of the message: its <see cref="ProviderResult.MessageId"/>.</param>
    /// <param name="cancellationToken">Ends the attempt; it carries its time limit.</param>
    /// <returns>What the vendor says by now; null while it says nothing.</returns>
    Task<SmsPrice?> GetPriceAsync(string providerMessageId, CancellationToken cancellationToken);
}
