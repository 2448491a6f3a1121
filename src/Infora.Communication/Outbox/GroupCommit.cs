namespace Infora.Communication.Outbox;

/// <summary>
/// Puts single calls together into sets: while one set is written, those that come meanwhile wait and are the next one. A
/// lone call goes at once; under load a set grows to what came in the time that the last one took.
/// </summary>
/// <param name="most">How many calls make up a set at most.</param>
/// <param name="commit">Carries out a set; gives the result of each call, in their order.</param>
internal sealed class GroupCommit<TCall, TResult>(int most, Func<IReadOnlyList<TCall>, Task<IReadOnlyList<TResult>>> commit)
{
    private readonly Lock _gate = new();
    private readonly Queue<(TCall Call, TaskCompletionSource<TResult> Result)> _waiting = new();
    private bool _isRunning;

    /// <exception cref="Exception">Whatever the set that the call was in ended with.</exception>
    public Task<TResult> AddAsync(TCall call)
    {
        var result = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue((call, result));
            if (_isRunning)
            {
                return result.Task;
            }

            _isRunning = true;
        }

        _ = RunAsync();
        return result.Task;
    }

    private async Task RunAsync()
    {
        // Those who call in the same breath come along.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (Next() is { Count: > 0 } set)
        {
            await CommitAsync(set).ConfigureAwait(false);
        }
    }

    private List<(TCall Call, TaskCompletionSource<TResult> Result)> Next()
    {
        lock (_gate)
        {
            var set = new List<(TCall Call, TaskCompletionSource<TResult> Result)>(Math.Min(most, _waiting.Count));
            while (set.Count < most && _waiting.TryDequeue(out var next))
            {
                set.Add(next);
            }

            _isRunning = set.Count > 0;
            return set;
        }
    }

    private async Task CommitAsync(List<(TCall Call, TaskCompletionSource<TResult> Result)> set)
    {
        try
        {
            var results = await commit(set.ConvertAll(entry => entry.Call)).ConfigureAwait(false);
            for (var i = 0; i < set.Count; i++)
            {
                set[i].Result.SetResult(results[i]);
            }
        }
#pragma warning disable CA1031 // Each caller gets it, and decides.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            set.ForEach(entry => entry.Result.TrySetException(exception));
        }
    }
}
