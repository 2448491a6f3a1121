using System.Collections.Concurrent;

namespace Infora.Communication.Sms.Prices;

/// <summary>What went wrong with each provider in one look, so that a vendor that is away makes one line in the log and not thousands.</summary>
internal sealed class SmsPriceFailures
{
    private readonly ConcurrentDictionary<int, (int Count, Exception Last)> _byProvider = new();

    public IEnumerable<(int ProviderId, int Count, Exception Last)> All => _byProvider.Select(one => (one.Key, one.Value.Count, one.Value.Last));

    public void Add(int providerId, Exception exception) =>
        _byProvider.AddOrUpdate(providerId, (1, exception), (_, before) => (before.Count + 1, exception));
}
