using Infora.Communication.Statistics;

namespace Infora.Communication.Messages;

/// <summary>Counts of messages that are kept by adding and taking away. Not thread-safe.</summary>
internal sealed class InMemoryMessageCounts
{
    /// <summary>A database keeps whole hundred-millionths.</summary>
    private const int CostDecimals = 8;

    /// <summary>Each under what it counts, with nothing counted.</summary>
    private readonly Dictionary<StatisticsCount, StatisticsCount> _counts = [];

    public IReadOnlyCollection<StatisticsCount> All => _counts.Values;

    public static InMemoryMessageCounts Of(IEnumerable<MessageRecord> messages)
    {
        var counts = new InMemoryMessageCounts();
        foreach (var state in messages)
        {
            counts.Add(state);
        }

        return counts;
    }

    public void Add(MessageRecord state) => Add(state, 1);

    public void Remove(MessageRecord state) => Add(state, -1);

    public void Add(InMemoryMessageCounts others) => AddAll(others, 1);

    public void Remove(InMemoryMessageCounts others) => AddAll(others, -1);

    public void Clear() => _counts.Clear();

    private void Add(MessageRecord state, int times)
    {
        var count = Of(state);
        Add(count, times);
        if (state.EstimatedCost is { } estimate)
        {
            // Under its own currency, which may be another than that of the charge.
            var nothing = count with { Messages = 0, Opened = 0, Clicked = 0, Complained = 0, Unsubscribed = 0, Segments = 0, Cost = 0 };
            Add(nothing with { Currency = estimate.Currency, EstimatedCost = Math.Round(estimate.Amount, CostDecimals, MidpointRounding.AwayFromZero) }, times);
        }
    }

    private void AddAll(InMemoryMessageCounts others, int times)
    {
        foreach (var count in others.All)
        {
            Add(count, times);
        }
    }

    private void Add(StatisticsCount count, int times)
    {
        var key = count with { Messages = 0, Opened = 0, Clicked = 0, Complained = 0, Unsubscribed = 0, Segments = 0, Cost = 0, EstimatedCost = 0 };
        var before = _counts.GetValueOrDefault(key, key);
        var after = before with
        {
            Messages = before.Messages + (times * count.Messages),
            Opened = before.Opened + (times * count.Opened),
            Clicked = before.Clicked + (times * count.Clicked),
            Complained = before.Complained + (times * count.Complained),
            Unsubscribed = before.Unsubscribed + (times * count.Unsubscribed),
            Segments = before.Segments + (times * count.Segments),
            Cost = before.Cost + (times * count.Cost),
            EstimatedCost = before.EstimatedCost + (times * count.EstimatedCost),
        };
        if (after == key)
        {
            _counts.Remove(key);
        }
        else
        {
            _counts[key] = after;
        }
    }

    private static StatisticsCount Of(MessageRecord state) => new(
        state.QueuedOn,
        state.Channel,
        state.ProviderId,
        state.CampaignId,
        state.Status,
        state.SentAt is not null,
        state.Cost?.Currency,
        Messages: 1,
        state.OpenedAt is null ? 0 : 1,
        state.ClickedAt is null ? 0 : 1,
        state.Segments ?? 0,
        Math.Round(state.Cost?.Amount ?? 0, CostDecimals, MidpointRounding.AwayFromZero))
    {
        Complained = state.ComplainedAt is null ? 0 : 1,
        Unsubscribed = state.UnsubscribedAt is null ? 0 : 1,
    };
}
