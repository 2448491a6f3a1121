namespace Infora.Communication.Messages;

/// <summary>
/// The messages that <see cref="InMemoryMessageStore"/> holds, with what finds the due and the finished ones without
/// looking at all of them. Not thread-safe.
/// </summary>
internal sealed class InMemoryMessages(int capacity)
{
    private readonly SortedDictionary<Guid, InMemoryMessage> _byId = [];
    private readonly Dictionary<(MessageChannel Channel, string Key), Guid> _byKey = [];
    private readonly SortedSet<Guid> _finished = [];

    /// <summary>A queue for each priority, in the order of the priorities.</summary>
    private readonly SortedSet<(DateTimeOffset Due, Guid Id)>[] _queues =
        [.. Enum.GetValues<MessagePriority>().Select(_ => new SortedSet<(DateTimeOffset, Guid)>())];

    /// <summary>A queue for each campaign: its messages are due only while it runs.</summary>
    private readonly Dictionary<int, SortedSet<(DateTimeOffset Due, Guid Id)>> _campaigns = [];

    private readonly SortedSet<(DateTimeOffset Due, Guid Id)> _uncertain = [];

    private readonly SortedSet<Guid> _sending = [];

    private readonly SortedSet<(DateTimeOffset Due, Guid Id)> _prices = [];

    /// <summary>Those that were dropped still count.</summary>
    private readonly InMemoryMessageCounts _dropped = new();

    public InMemoryMessageCounts Counts { get; } = new();

    public IEnumerable<InMemoryMessage> All => _byId.Values;

    public InMemoryMessage? Find(Guid id) => _byId.GetValueOrDefault(id);

    public IEnumerable<InMemoryMessage> Sending => _sending.Select(id => _byId[id]);

    public InMemoryMessage? FindByKey(MessageChannel channel, string key) =>
        _byKey.TryGetValue((channel, key), out var id) ? _byId[id] : null;

    public IEnumerable<InMemoryMessage> Due(MessagePriority priority, DateTimeOffset now) => Due(_queues[(int)priority], now);

    public IEnumerable<InMemoryMessage> DueOfCampaign(int campaignId, DateTimeOffset now) =>
        _campaigns.TryGetValue(campaignId, out var queue) ? Due(queue, now) : [];

    public IEnumerable<InMemoryMessage> DueUncertain(DateTimeOffset now) => Due(_uncertain, now);

    /// <summary>Those whose vendor is to be asked what they cost.</summary>
    public IEnumerable<InMemoryMessage> DuePrices(DateTimeOffset now) => Due(_prices, now);

    public void Add(InMemoryMessage message)
    {
        _byId.Add(message.State.Id, message);
        if (message.State.IdempotencyKey is { } key)
        {
            _byKey.Add((message.State.Channel, key), message.State.Id);
        }

        Index(message.State);
        Counts.Add(message.State);
        DropOldestFinished();
    }

    public void Update(InMemoryMessage message, MessageRecord state)
    {
        Unindex(message.State);
        Counts.Remove(message.State);
        message.State = state;
        Index(state);
        Counts.Add(state);
        DropOldestFinished();
    }

    /// <summary>What <see cref="Counts"/> has to be.</summary>
    public InMemoryMessageCounts Recount()
    {
        var counts = InMemoryMessageCounts.Of(All.Select(message => message.State));
        counts.Add(_dropped);
        return counts;
    }

    private IEnumerable<InMemoryMessage> Due(SortedSet<(DateTimeOffset Due, Guid Id)> queue, DateTimeOffset now) =>
        queue.TakeWhile(entry => entry.Due <= now).Select(entry => _byId[entry.Id]);

    private void Index(MessageRecord state)
    {
        Enqueue(_prices, state.PriceDueAt, state.Id);
        switch (state)
        {
            case { Status: MessageStatus.Queued }:
                Enqueue(QueueOf(state), state.NextAttemptAt, state.Id);
                break;
            case { Status: MessageStatus.Sending }:
                _sending.Add(state.Id);
                break;
            case { Status: MessageStatus.Uncertain }:
                // Also one that is held until a person settles it is not finished.
                Enqueue(_uncertain, state.NextAttemptAt, state.Id);
                break;
            default:
                _finished.Add(state.Id);
                break;
        }
    }

    private SortedSet<(DateTimeOffset Due, Guid Id)> QueueOf(MessageRecord state)
    {
        if (state.CampaignId is not { } campaign)
        {
            return _queues[(int)state.Priority];
        }

        if (!_campaigns.TryGetValue(campaign, out var queue))
        {
            _campaigns[campaign] = queue = [];
        }

        return queue;
    }

    private static void Enqueue(SortedSet<(DateTimeOffset Due, Guid Id)> queue, DateTimeOffset? dueAt, Guid id)
    {
        if (dueAt is { } due)
        {
            queue.Add((due, id));
        }
    }

    private void Unindex(MessageRecord state)
    {
        _finished.Remove(state.Id);
        _sending.Remove(state.Id);
        if (state.NextAttemptAt is { } due)
        {
            QueueOf(state).Remove((due, state.Id));
            _uncertain.Remove((due, state.Id));
        }

        if (state.PriceDueAt is { } priceDue)
        {
            _prices.Remove((priceDue, state.Id));
        }
    }

    private void DropOldestFinished()
    {
        while (_byId.Count > capacity && _finished.Count > 0)
        {
            var id = _finished.Min;
            Unindex(_byId[id].State);
            _byId.Remove(id, out var dropped);
            _dropped.Add(dropped!.State);
            if (dropped.State.IdempotencyKey is { } key)
            {
                _byKey.Remove((dropped.State.Channel, key));
            }
        }
    }
}
