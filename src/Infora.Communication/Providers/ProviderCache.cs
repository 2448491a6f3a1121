namespace Infora.Communication.Providers;

/// <summary>Keeps what was read of providers for a second: each message would read and decrypt all of them.</summary>
internal sealed class ProviderCache(
    Func<ProviderSnapshot?, CancellationToken, Task<ProviderSnapshot>> read, Func<long> generation, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Reading? _reading;
    private ProviderSnapshot? _last;
    private int _changes;

    public Task<ProviderSnapshot> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_reading is not { } reading || reading.Task.IsFaulted || reading.Generation != generation() || time.GetUtcNow() - reading.BeganAt >= Fresh
                || reading.Changes != _changes)
            {
                _reading = new Reading(ReadAsync(_last), time.GetUtcNow(), _changes, generation());
            }

            return _reading.Task.IsCompletedSuccessfully ? _reading.Task : _reading.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Who asks from now on gets what is read from now on, also where a reading is under way.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _changes++;
        }
    }

    private async Task<ProviderSnapshot> ReadAsync(ProviderSnapshot? before)
    {
        // Shared by all who ask meanwhile, so that none of them can cancel it.
        var snapshot = await read(before, CancellationToken.None).ConfigureAwait(false);
        lock (_gate)
        {
            _last = snapshot;
        }

        return snapshot;
    }

    private sealed record Reading(Task<ProviderSnapshot> Task, DateTimeOffset BeganAt, int Changes, long Generation);
}
