using Infora.Communication.Providers;
using Polly;
using Polly.CircuitBreaker;

namespace Infora.Communication.Delivery;

/// <summary>When a provider's circuit opens and closes.</summary>
internal static class ProviderCircuit
{
    private static readonly TimeSpan FirstBreak = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromMinutes(10);

    /// <param name="state">Is told the state.</param>
    /// <param name="control">Closes it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onOpened">Is told until when it stays open.</param>
    /// <param name="onClosed">Is told when it closes again.</param>
    public static ResiliencePipeline<IReadOnlyList<ProviderResult>> Create(
        CircuitBreakerStateProvider state, CircuitBreakerManualControl control, TimeProvider time, Action<DateTimeOffset> onOpened, Action onClosed)
    {
        var builder = new ResiliencePipelineBuilder<IReadOnlyList<ProviderResult>> { TimeProvider = time };
        return builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<IReadOnlyList<ProviderResult>>
        {
            FailureRatio = 0.5,
            MinimumThroughput = 5,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDurationGenerator = arguments => ValueTask.FromResult(BreakOf(arguments.HalfOpenAttempts)),
            StateProvider = state,
            ManualControl = control,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } results && IsFault(results)),
            OnClosed = _ =>
            {
                onClosed();
                return ValueTask.CompletedTask;
            },
            OnOpened = arguments =>
            {
                onOpened(time.GetUtcNow() + arguments.BreakDuration);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    /// <summary>The provider's own faults only: what lies in a recipient, and a limit that it announces, say that it works.</summary>
    public static bool IsFault(IReadOnlyList<ProviderResult> results) => results.All(IsFault);

    private static bool IsFault(ProviderResult result) => result switch
    {
        { OfRecipient: true } => false,
        { Status: SendStatus.Uncertain } => true,
        { Status: SendStatus.Unavailable, Error.Code: not (ErrorCode.RateLimited or ErrorCode.LimitExceeded) } => true,
        _ => false,
    };

    private static TimeSpan BreakOf(int halfOpenAttempts)
    {
        var doubled = FirstBreak * Math.Pow(2, Math.Min(halfOpenAttempts, 10));
        return doubled < LongestBreak ? doubled : LongestBreak;
    }
}
