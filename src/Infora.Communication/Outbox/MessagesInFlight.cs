using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>The messages that this process has claimed and not recorded yet.</summary>
internal sealed class MessagesInFlight
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DispatchGroup, Task> _groups = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<DispatchGroup> _ended = new(ReferenceEqualityComparer.Instance);

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
    /// The room that is left: a tenth is kept for high priority, and another for high and normal. A campaign's request that
    /// carries many messages takes as much of it as one message.
    /// </summary>
    public ClaimRoom RoomIn(int most)
    {
        lock (_gate)
        {
            var (total, normal, low) = (0, 0, 0);
            foreach (var group in _groups.Keys)
            {
                var weight = group.IsCampaignBatch ? 1 : group.Messages.Count;
                total += weight;
                normal += group.Messages[0].State.Priority is MessagePriority.Normal ? weight : 0;
                low += group.Messages[0].State.Priority is MessagePriority.Low ? weight : 0;
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
}
