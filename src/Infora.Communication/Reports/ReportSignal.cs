namespace Infora.Communication.Reports;

/// <summary>Wakes who applies reports.</summary>
internal sealed class ReportSignal(TimeProvider time)
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
