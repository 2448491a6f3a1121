using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>The messages that this process has claimed and not recorded yet.</summary>
internal sealed class MessagesInFlight(TimeProvider time)
{
    /// <summary>What ended in this time is what may be claimed ahead.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Dictionary<DispatchGroup, Task> _groups = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<DispatchGroup> _ended = new(ReferenceEqualityComparer.Instance);
    private long _windowSince = time.GetTimestamp();
    private int _endedInWindow;
    private int _endedBefore;

    public void Add(DispatchGroup group, Task run)
    {
        lock (_gate)
        {
            if (!_ended.Remove(group))
            {
                _groups[group] = run;
            }
        }
    }

    public void Remove(DispatchGroup group)
    {
        lock (_gate)
        {
            if (!_groups.Remove(group))
            {
                // It ended before it was added.
                _ended.Add(group);
            }

            Turn();
            _endedInWindow += group.Weight;
        }
    }

    public IReadOnlyList<MessageClaim> Claims()
    {
        lock (_gate)
        {
            return [.. _groups.Keys.SelectMany(group => group.Messages).Select(message => new MessageClaim(message.State.Id, message.State.Claim))];
        }
    }

    /// <summary>How many requests of a campaign are in flight that carry many messages.</summary>
    public int BatchesOf(int campaignId)
    {
        lock (_gate)
        {
            return _groups.Keys.Count(group => group.IsCampaignBatch && group.CampaignId == campaignId);
        }
    }

    /// <summary>
    /// How many may be claimed in all, so that the next are at hand when slots come free: as many more than there are slots as
    /// ended lately. Where messages take long, none wait here that another process could send.
    /// </summary>
    public int MostClaimed(int slots)
    {
        lock (_gate)
        {
            Turn();
            return slots + Math.Min(slots, Math.Max(_endedInWindow, _endedBefore));
        }
    }

    /// <summary>The room that is left: a tenth is kept for high priority, and another for high and normal.</summary>
    public ClaimRoom RoomIn(int most)
    {
        lock (_gate)
        {
            var (total, normal, low) = (0, 0, 0);
            foreach (var group in _groups.Keys)
            {
                total += group.Weight;
                normal += group.Priority is MessagePriority.Normal ? group.Weight : 0;
                low += group.Priority is MessagePriority.Low ? group.Weight : 0;
            }

            return new ClaimRoom(
                Math.Max(0, most - total),
                Math.Max(0, most - (most / 10) - normal - low),
                Math.Max(0, most - (most / 5) - low));
        }
    }

    public Task WhenAll()
    {
        lock (_gate)
        {
            return Task.WhenAll(_groups.Values.ToList());
        }
    }

    private void Turn()
    {
        var elapsed = time.GetElapsedTime(_windowSince);
        if (elapsed >= Window)
        {
            (_endedBefore, _endedInWindow, _windowSince) = (elapsed < 2 * Window ? _endedInWindow : 0, 0, time.GetTimestamp());
        }
    }
}
