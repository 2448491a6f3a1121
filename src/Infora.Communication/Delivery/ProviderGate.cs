using Infora.Communication.Providers;
using Polly;
using Polly.CircuitBreaker;

namespace Infora.Communication.Delivery;

/// <summary>
/// What stands between the messages and one configured provider, whatever its plugin: a circuit that opens on the
/// provider's own faults, the time that it asked to be left alone for, and its rate. A changed configuration gets a new one.
/// </summary>
internal sealed class ProviderGate
{
    private const string OpenCircuit = "Its circuit is open after repeated faults.";

    /// <summary>About how long the message that probes a half-open circuit takes.</summary>
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly SendRate? _rate;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<IReadOnlyList<ProviderResult>> _circuit;
    private long _openUntil;
    private long _leftAloneUntil;

    public ProviderGate(double? messagesPerSecond, TimeProvider time)
    {
        _time = time;
        _rate = messagesPerSecond is { } rate ? new SendRate(rate, time) : null;
        _circuit = ProviderCircuit.Create(_state, time, onOpened: until => Volatile.Write(ref _openUntil, until.UtcTicks));
    }

    public CircuitPosition Position => _state.CircuitState switch
    {
        CircuitState.Closed => CircuitPosition.Closed,
        CircuitState.Open when OpenFor > TimeSpan.Zero => CircuitPosition.Open,
        _ => CircuitPosition.HalfOpen,
    };

    /// <summary>The provider's last fault; null once it took a message.</summary>
    public SendError? LastError { get; private set; }

    private TimeSpan OpenFor => Until(ref _openUntil);

    /// <summary>Why the provider is not to be asked now, or null.</summary>
    public ProviderResult? Refusal =>
        Position is CircuitPosition.Open ? Closed(OpenCircuit, ErrorCode.Unavailable, OpenFor)
        : Until(ref _leftAloneUntil) is var wait && wait > TimeSpan.Zero ? Closed("The provider asked to be left alone for a while.", ErrorCode.RateLimited, wait)
        : null;

    /// <summary>Waits for the provider's rate and asks it, unless its circuit opened meanwhile.</summary>
    /// <param name="messages">How many messages are handed over.</param>
    /// <param name="longestWait">How long to wait for the rate at most.</param>
    /// <param name="send">Hands them over.</param>
    /// <param name="cancellationToken">Ends the waiting. What is handed over is not touched by it.</param>
    /// <returns>The result of each; or the gate's own refusal, and then nothing was handed over.</returns>
    /// <exception cref="OperationCanceledException">Cancelled while waiting for the rate.</exception>
    public async Task<(IReadOnlyList<ProviderResult> Results, ProviderResult? Refusal)> PassAsync(
        int messages, TimeSpan longestWait, Func<Task<IReadOnlyList<ProviderResult>>> send, CancellationToken cancellationToken)
    {
        var wait = TimeSpan.Zero;
        if (_rate?.TryReserve(messages, longestWait, out wait) is false)
        {
            return ([], Closed("Its messages_per_second are used up for now.", ErrorCode.RateLimited, wait));
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var results = await _circuit.ExecuteAsync(async _ => await send().ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false);
            Note(results);
            return (results, null);
        }
        catch (BrokenCircuitException open)
        {
            return ([], Closed(OpenCircuit, ErrorCode.Unavailable, open.RetryAfter ?? ProbeTime));
        }
    }

    private void Note(IReadOnlyList<ProviderResult> results)
    {
        LastError = ProviderCircuit.IsFault(results) ? results[^1].Error
            : results.Any(result => result.Status is SendStatus.Sent) ? null
            : LastError;
        if (results.FirstOrDefault(result => result is { OfRecipient: false, RetryAfter: not null }) is { RetryAfter: { } asked })
        {
            Volatile.Write(ref _leftAloneUntil, (_time.GetUtcNow() + asked).UtcTicks);
        }
    }

    private static ProviderResult Closed(string why, ErrorCode code, TimeSpan wait) =>
        ProviderResult.Unavailable(new SendError(code, why, Permanent: false), wait);

    private TimeSpan Until(ref long ticks) => new(Math.Max(0, Volatile.Read(ref ticks) - _time.GetUtcNow().UtcTicks));
}
