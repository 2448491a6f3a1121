using Infora.Communication.Statistics;

namespace Infora.Communication.Messages;

/// <content>Its counters.</content>
internal sealed partial class InMemoryMessageStore : IMessageCounts
{
    /// <summary>Nothing is noted apart: each change is counted at once.</summary>
    public Task<int> FoldAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Task.FromResult(0);
    }

    public Task<long> CompareAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        return Task.FromResult(Locked(messages =>
        {
            var differing = messages.Recount();
            differing.Remove(messages.Counts);
            return differing.All.LongCount(count => count.Day >= from && count.Day <= to);
        }));
    }

    public Task RebuildAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var recounted = _messages.Recount();
            _messages.Counts.Clear();
            _messages.Counts.Add(recounted);
        }

        return Task.CompletedTask;
    }
}
