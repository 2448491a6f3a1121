namespace Infora.Communication.Outbox;

/// <summary>Keeps the switch and where each provider stands in this process.</summary>
internal sealed class InMemorySendingStateStore : ISendingStateStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, ProviderState> _providers = [];
    private readonly Dictionary<string, DateTimeOffset> _turns = [];
    private SendingSwitch _switch = new(Paused: false, Reason: null, ChangedAt: null);

    public Task<SendingSwitch> GetSwitchAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_switch);
        }
    }

    public Task SetSwitchAsync(SendingSwitch state, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _switch = state;
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<int, ProviderState>> ListProvidersAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyDictionary<int, ProviderState>>(new Dictionary<int, ProviderState>(_providers));
        }
    }

    public Task CloseProviderAsync(int providerId, long version, DateTimeOffset until, SendError why, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var state = Get(providerId);
            if (state.ClosedUntil is null || state.ClosedVersion != version || state.ClosedUntil < until)
            {
                _providers[providerId] = state with { ClosedUntil = until, ClosedVersion = version, ClosedBy = why };
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<TimeSpan>> TakeTurnsAsync(
        string key, double perSecond, IReadOnlyList<TurnCall> calls, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            (_turns[key], var waits) = TurnCall.Serve(calls, perSecond, _turns.GetValueOrDefault(key), now);
            return Task.FromResult(waits);
        }
    }

    /// <summary>Admits messages: all of it under one lock, as a database does it in one transaction.</summary>
    public Admission Admit(AdmissionRequest request, long? currentVersion, IReadOnlyCollection<AdmissionCandidate> held, IReadOnlySet<Guid> lost)
    {
        lock (_gate)
        {
            var state = Get(request.ProviderId);
            var (today, thisMonth) = (state.TakenOn(request.Day), state.TakenIn(request.Month));
            var refused = new Admission { Granted = new HashSet<Guid>(), Lost = lost, Today = today, ThisMonth = thisMonth };
            if (_switch.Paused)
            {
                return refused with { Refusal = AdmissionRefusal.Paused };
            }

            if (currentVersion != request.ProviderVersion)
            {
                return refused with { Refusal = AdmissionRefusal.ProviderChanged };
            }

            if (state.ClosedUntil > request.Now && state.ClosedVersion == request.ProviderVersion)
            {
                return refused with { Refusal = AdmissionRefusal.ProviderClosed, ClosedUntil = state.ClosedUntil, ClosedBy = state.ClosedBy };
            }

            var fitting = request.Fit(held, today, thisMonth);
            _providers[request.ProviderId] = state.Take(request.Day, fitting.Count);
            return refused with
            {
                Granted = fitting.Select(message => message.Id).ToHashSet(),
                Refusal = fitting.Count == held.Count ? null : request.RefusalBeyond(thisMonth + fitting.Count),
                Today = today + fitting.Count,
                ThisMonth = thisMonth + fitting.Count,
            };
        }
    }

    public void Return(ReturnedPlace place)
    {
        lock (_gate)
        {
            _providers[place.ProviderId] = Get(place.ProviderId).Take(place.Day, -1);
        }
    }

    private ProviderState Get(int providerId) => _providers.GetValueOrDefault(providerId) ?? new ProviderState(providerId);
}
