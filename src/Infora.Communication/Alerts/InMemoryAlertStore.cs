namespace Infora.Communication.Alerts;

/// <summary>Keeps alerts in this process; beyond a thousand the oldest are dropped.</summary>
internal sealed class InMemoryAlertStore : IAlertStore
{
    private const int Capacity = 1_000;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, Alert> _alerts = [];
    private readonly Dictionary<(string Cause, DateOnly Day), long> _byCause = [];
    private long _lastId;

    public Task<Alert?> AddAsync(Alert alert, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_byCause.TryGetValue((alert.Cause, alert.Day), out var earlier))
            {
                _alerts[earlier] = _alerts[earlier] with { ClearedAt = null };
                return Task.FromResult<Alert?>(null);
            }

            var stored = alert with { Id = ++_lastId };
            _alerts.Add(stored.Id, stored);
            _byCause.Add((alert.Cause, alert.Day), stored.Id);
            if (_alerts.Count > Capacity)
            {
                var (id, oldest) = _alerts.First();
                _alerts.Remove(id);
                _byCause.Remove((oldest.Cause, oldest.Day));
            }

            return Task.FromResult<Alert?>(stored);
        }
    }

    public Task<int> ClearAsync(string cause, DateTimeOffset at, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var open = _alerts.Values.Where(alert => alert.Cause == cause && alert.ClearedAt is null).ToList();
            foreach (var alert in open)
            {
                _alerts[alert.Id] = alert with { ClearedAt = at };
            }

            return Task.FromResult(open.Count);
        }
    }

    public Task<IReadOnlyList<Alert>> ListAsync(long? beforeId, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Alert>>(
                [.. _alerts.Values.Reverse().Where(alert => beforeId is null || alert.Id < beforeId).Take(limit)]);
        }
    }
}
