namespace Infora.Communication.Outbox;

/// <summary>The switch that stops all sending in every process, as last read.</summary>
public sealed class SendingState
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ISendingStateStore _store;
    private readonly IDispatchTrigger _trigger;
    private readonly TimeProvider _time;
    private (SendingSwitch State, DateTimeOffset ReadAt)? _last;

    internal SendingState(ISendingStateStore store, IDispatchTrigger trigger, TimeProvider time) => (_store, _trigger, _time) = (store, trigger, time);

    /// <summary>Where the switch stands.</summary>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<SendingSwitch> GetAsync(CancellationToken cancellationToken = default) => _store.GetSwitchAsync(cancellationToken);

    /// <summary>Stops all sending, or lets it go on. What was handed over to a provider before ends; nothing else leaves any more.</summary>
    /// <param name="paused">True to stop.</param>
    /// <param name="reason">Why, for people to read.</param>
    /// <param name="cancellationToken">Stops before it is set.</param>
    public async Task<SendingSwitch> SetAsync(bool paused, string? reason, CancellationToken cancellationToken = default)
    {
        var state = new SendingSwitch(paused, reason, _time.GetUtcNow());
        await _store.SetSwitchAsync(state, cancellationToken).ConfigureAwait(false);
        _last = null;
        _trigger.Raise();
        return state;
    }

    internal async Task<bool> IsPausedAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (_last is { } last && now - last.ReadAt < Fresh)
        {
            return last.State.Paused;
        }

        var state = await _store.GetSwitchAsync(cancellationToken).ConfigureAwait(false);
        _last = (state, now);
        return state.Paused;
    }
}
