using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.Messages;

namespace Infora.Communication.EntityFramework.Statistics;

/// <summary>By how much counters change with some messages.</summary>
internal sealed class MessageTally
{
    private readonly Dictionary<MessageCountKey, MessageCountChangeEntity> _changes = [];

    /// <summary>Those of counters that come out otherwise than before.</summary>
    public IEnumerable<MessageCountChangeEntity> Changes => _changes.Values.Where(change =>
        change is not { Messages: 0, Opened: 0, Clicked: 0, Complained: 0, Unsubscribed: 0, Segments: 0, Cost: 0, EstimatedCost: 0 });

    public void Add(MessageEntity message) => Add(message, 1);

    public void Remove(MessageEntity message) => Add(message, -1);

    private void Add(MessageEntity message, int times)
    {
        var key = MessageCountKey.Of(message);
        var change = ChangeOf(key);
        change.Messages += times;
        change.Opened += message.OpenedAt is null ? 0 : times;
        change.Clicked += message.ClickedAt is null ? 0 : times;
        change.Complained += message.ComplainedAt is null ? 0 : times;
        change.Unsubscribed += message.UnsubscribedAt is null ? 0 : times;
        change.Segments += times * (message.Segments ?? 0);
        change.Cost += times * MessageCost.ToParts(message.Cost ?? 0);
        if (message is { EstimatedCost: { } estimate, EstimatedCurrency: { } currency })
        {
            ChangeOf(key with { Currency = currency }).EstimatedCost += times * MessageCost.ToParts(estimate);
        }
    }

    private MessageCountChangeEntity ChangeOf(MessageCountKey key)
    {
        if (!_changes.TryGetValue(key, out var change))
        {
            _changes.Add(key, change = key.ToChange());
        }

        return change;
    }
}
