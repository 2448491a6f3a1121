using Infora.Communication.Outbox;

namespace Infora.Communication.Tests.Scripted;

/// <summary>A trigger that tells whether the dispatcher has nothing to do until the clock is moved.</summary>
internal sealed class ObservedTrigger(TimeProvider time) : IDispatchTrigger
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _signal = New();
    private DateTimeOffset? _waitsUntil;

    /// <summary>Whether it waits, and nothing that happened yet ends the wait.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return !_signal.Task.IsCompleted && _waitsUntil > time.GetUtcNow();
            }
        }
    }

    /// <summary>How often it has waited.</summary>
    public int Waits { get; private set; }

    public void Raise()
    {
        lock (_gate)
        {
            _signal.TrySetResult();
        }
    }

    public async Task WaitAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        Task signal;
        lock (_gate)
        {
            Waits++;
            _waitsUntil = time.GetUtcNow() + most;
            signal = _signal.Task;
        }

        try
        {
            await signal.WaitAsync(most, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It waited for as long as it was asked to.
        }

        lock (_gate)
        {
            _waitsUntil = null;
            _signal = _signal.Task.IsCompleted ? New() : _signal;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
