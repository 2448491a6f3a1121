namespace Infora.Communication.Outbox;

/// <summary>Wakes who waits for something to do, for what happens in this process.</summary>
internal abstract class LocalSignal(TimeProvider time)
{
    private volatile TaskCompletionSource _signal = New();

    public void Raise() => _signal.TrySetResult();

    public async Task WaitAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        try
        {
            await _signal.Task.WaitAsync(most, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return;
        }

        _signal = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
