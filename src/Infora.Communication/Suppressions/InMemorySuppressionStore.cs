using Infora.Communication.Messages;

namespace Infora.Communication.Suppressions;

/// <summary>Keeps suppressions in this process.</summary>
internal sealed class InMemorySuppressionStore : ISuppressionStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, Suppression> _byId = [];
    private readonly Dictionary<(MessageChannel Channel, string Recipient), List<Suppression>> _byRecipient = [];
    private int _lastId;

    public Task<IReadOnlyList<(Suppression Suppression, bool Added)>> AddAsync(
        IReadOnlyList<Suppression> suppressions, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<(Suppression, bool)>>([.. suppressions.Select(Add)]);
        }
    }

    public Task<bool> RemoveAsync(int id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_byId.Remove(id, out var removed))
            {
                return Task.FromResult(false);
            }

            var key = (removed.Channel, removed.Recipient);
            _byRecipient[key].Remove(removed);
            if (_byRecipient[key].Count is 0)
            {
                _byRecipient.Remove(key);
            }

            return Task.FromResult(true);
        }
    }

    public Task<Suppression?> FindAsync(int id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_byId.GetValueOrDefault(id));
        }
    }

    public Task<IReadOnlyList<Suppression>> FindAsync(
        MessageChannel channel, IReadOnlyCollection<string> recipients, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Suppression>>([.. recipients.Distinct().SelectMany(recipient => Of(channel, recipient))]);
        }
    }

    public Task<IReadOnlyList<Suppression>> ListAsync(SuppressionQuery query, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Suppression>>([.. _byId.Values.Reverse().Where(suppression => Matches(query, suppression)).Take(query.Limit)]);
        }
    }

    private (Suppression Suppression, bool Added) Add(Suppression given)
    {
        if (Of(given.Channel, given.Recipient).Find(earlier => earlier.Category == given.Category) is { } there)
        {
            return (there, false);
        }

        var stored = given with { Id = ++_lastId };
        _byId.Add(stored.Id, stored);
        var key = (stored.Channel, stored.Recipient);
        _byRecipient.TryAdd(key, []);
        _byRecipient[key].Add(stored);
        return (stored, true);
    }

    private List<Suppression> Of(MessageChannel channel, string recipient) => _byRecipient.GetValueOrDefault((channel, recipient)) ?? [];

    private static bool Matches(SuppressionQuery query, Suppression suppression) =>
        (query.Channel is null || query.Channel == suppression.Channel)
        && (query.Recipient is null || query.Recipient == suppression.Recipient)
        && (query.Category is null || query.Category == suppression.Category)
        && (query.Reason is null || query.Reason == suppression.Reason)
        && (query.BeforeId is null || suppression.Id < query.BeforeId);
}
