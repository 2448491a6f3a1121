using Infora.Communication.Providers;
using Polly;
using Polly.CircuitBreaker;

namespace Infora.Communication.Delivery;

/// <summary>
/// What stands between the messages and one configured provider, whatever its plugin: a circuit that opens on the
/// provider's own faults, and the time that it asked to be left alone for. A changed configuration gets a new one.
/// </summary>
internal sealed class ProviderGate
{
    private const string OpenCircuit = "Its circuit is open after repeated faults.";

    /// <summary>About how long the message that probes a half-open circuit takes.</summary>
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(2);

    /// <summary>How often a provider is probed whose circuit is open, while no other is open to messages.</summary>
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly CircuitBreakerManualControl _control = new();
    private readonly ResiliencePipeline<IReadOnlyList<ProviderResult>> _circuit;
    private readonly RefusalStreak _refusals;
    private readonly Action? _onOpened;
    private readonly Action? _onClosed;
    private long _openUntil;
    private long _leftAloneUntil;
    private long _nextProbe;
    private SendError? _leftAloneBy;

    /// <param name="time">The clock.</param>
    /// <param name="onOpened">Is told when the provider is not asked any more for its faults.</param>
    /// <param name="onClosed">Is told when it works again.</param>
    public ProviderGate(TimeProvider time, Action? onOpened = null, Action? onClosed = null)
    {
        _time = time;
        (_onOpened, _onClosed) = (onOpened, onClosed);
        _refusals = new RefusalStreak(time);
        _circuit = ProviderCircuit.Create(
            _state,
            _control,
            time,
            onOpened: until =>
            {
                Volatile.Write(ref _openUntil, until.UtcTicks);
                onOpened?.Invoke();
            },
            onClosed: () => onClosed?.Invoke());
    }

    public CircuitPosition Position => _state.CircuitState switch
    {
        _ when _refusals.CondemnedFor > TimeSpan.Zero => CircuitPosition.Open,
        CircuitState.Closed => _refusals.IsCondemned ? CircuitPosition.HalfOpen : CircuitPosition.Closed,
        CircuitState.Open when Until(ref _openUntil) > TimeSpan.Zero => CircuitPosition.Open,
        _ => CircuitPosition.HalfOpen,
    };

    /// <summary>The provider's last fault; null once it took a message.</summary>
    public SendError? LastError { get; private set; }

    /// <summary>How long it stays open; zero where it is not.</summary>
    public TimeSpan OpenFor => Position is not CircuitPosition.Open ? TimeSpan.Zero
        : _refusals.CondemnedFor > Until(ref _openUntil) ? _refusals.CondemnedFor : Until(ref _openUntil);

    /// <summary>Why the provider is not to be asked now, or null.</summary>
    public ProviderResult? Refusal =>
        Position is CircuitPosition.Open ? Closed(OpenCircuit, ErrorCode.Unavailable, OpenFor)
        : Until(ref _leftAloneUntil) is var wait && wait > TimeSpan.Zero ? LeftAlone(wait)
        : null;

    /// <summary>Keeps messages away until a time, as the provider asked for in this process or another.</summary>
    public void LeaveAlone(DateTimeOffset until, SendError? why)
    {
        _leftAloneBy = why;
        Volatile.Write(ref _leftAloneUntil, until.UtcTicks);
    }

    /// <summary>Whether this open provider may be asked all the same, to see whether it is back: now and then one message may.</summary>
    public bool TryProbe()
    {
        var now = _time.GetUtcNow().UtcTicks;
        var next = Volatile.Read(ref _nextProbe);
        return next <= now && Interlocked.CompareExchange(ref _nextProbe, now + ProbeInterval.Ticks, next) == next;
    }

    /// <summary>Asks the provider, unless its circuit opened meanwhile. What is handed over is not touched by any cancellation.</summary>
    /// <param name="send">Hands the messages over.</param>
    /// <param name="isProbe">Whether it is asked although its circuit is open.</param>
    /// <returns>The result of each; or the gate's own refusal, and then nothing was handed over.</returns>
    public async Task<(IReadOnlyList<ProviderResult> Results, ProviderResult? Refusal)> PassAsync(
        Func<Task<IReadOnlyList<ProviderResult>>> send, bool isProbe = false)
    {
        if (!_refusals.TryEnter(isProbe))
        {
            return ([], Closed("It refused every message and is being tried with one.", ErrorCode.Unavailable, ProbeTime));
        }

        try
        {
            var results = isProbe
                ? await SendAsync(send).ConfigureAwait(false)
                : await _circuit.ExecuteAsync(async _ => await SendAsync(send).ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false);
            if (isProbe && results.Any(result => result.Status is SendStatus.Sent))
            {
                await _control.CloseAsync(CancellationToken.None).ConfigureAwait(false);
            }

            return (results, null);
        }
        catch (BrokenCircuitException open)
        {
            return ([], Closed(OpenCircuit, ErrorCode.Unavailable, open.RetryAfter ?? ProbeTime));
        }
        finally
        {
            _refusals.Leave();
        }
    }

    private async Task<IReadOnlyList<ProviderResult>> SendAsync(Func<Task<IReadOnlyList<ProviderResult>>> send)
    {
        var wasCondemned = _refusals.IsCondemned;
        var results = _refusals.Judge(await send().ConfigureAwait(false));
        if (!wasCondemned && _refusals.IsCondemned)
        {
            _onOpened?.Invoke();
        }
        else if (wasCondemned && !_refusals.IsCondemned)
        {
            _onClosed?.Invoke();
        }

        LastError = ProviderCircuit.IsFault(results) ? results[^1].Error
            : results.Any(result => result.Status is SendStatus.Sent) ? null
            : LastError;
        if (results.FirstOrDefault(result => result is { OfRecipient: false, RetryAfter: not null }) is { RetryAfter: { } asked } asking)
        {
            LeaveAlone(_time.GetUtcNow() + asked, asking.Error);
        }

        return results;
    }

    private ProviderResult LeftAlone(TimeSpan wait) => _leftAloneBy is { Code: ErrorCode.LimitExceeded } limit
        ? ProviderResult.Unavailable(limit with { Permanent = false }, wait)
        : Closed("The provider asked to be left alone for a while.", ErrorCode.RateLimited, wait);

    private static ProviderResult Closed(string why, ErrorCode code, TimeSpan wait) =>
        ProviderResult.Unavailable(new SendError(code, why, Permanent: false), wait);

    private TimeSpan Until(ref long ticks) => new(Math.Max(0, Volatile.Read(ref ticks) - _time.GetUtcNow().UtcTicks));
}
