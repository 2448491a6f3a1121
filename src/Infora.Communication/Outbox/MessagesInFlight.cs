using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>The messages that this process has claimed and not recorded yet.</summary>
internal sealed class MessagesInFlight
{
    private readonly Lock _gate = new();
    private readonly Dictionary<MessageClaim, (Task Run, MessagePriority Priority)> _messages = [];
    private readonly HashSet<Guid> _ended = [];

    public void Add(IReadOnlyList<StoredMessage> group, Task run)
    {
        lock (_gate)
        {
            foreach (var message in group)
            {
                if (!_ended.Remove(message.State.Id))
                {
                    _messages[ClaimOf(message)] = (run, message.State.Priority);
                }
            }
        }
    }

    public void Remove(IReadOnlyList<StoredMessage> group)
    {
        lock (_gate)
        {
            foreach (var message in group)
            {
                if (!_messages.Remove(ClaimOf(message)))
                {
                    // It ended before it was added.
                    _ended.Add(message.State.Id);
                }
            }
        }
    }

    public IReadOnlyList<MessageClaim> Claims()
    {
        lock (_gate)
        {
            return [.. _messages.Keys];
        }
    }

    /// <summary>The room that is left: a tenth is kept for high priority, and another for high and normal.</summary>
    public ClaimRoom RoomIn(int most)
    {
        lock (_gate)
        {
            var low = _messages.Values.Count(message => message.Priority is MessagePriority.Low);
            var normal = _messages.Values.Count(message => message.Priority is MessagePriority.Normal);
            return new ClaimRoom(
                most - _messages.Count,
                Math.Max(0, most - (most / 10) - normal - low),
                Math.Max(0, most - (most / 5) - low));
        }
    }

    public Task WhenAll()
    {
        lock (_gate)
        {
            return Task.WhenAll(_messages.Values.Select(message => message.Run).Distinct().ToList());
        }
    }

    private static MessageClaim ClaimOf(StoredMessage message) => new(message.State.Id, message.State.Claim);
}
