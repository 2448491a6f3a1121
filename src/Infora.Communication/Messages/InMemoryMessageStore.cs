using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Statistics;

namespace Infora.Communication.Messages;

/// <summary>
/// Keeps messages in this process; they are gone when it ends. Beyond <c>capacity</c> messages the oldest
/// finished ones are dropped, with their attempts, events and idempotency keys; one that is still to be sent never is. Those that
/// were dropped still count.
/// </summary>
internal sealed partial class InMemoryMessageStore(
    IProviderStore providers, InMemorySendingStateStore sending, int capacity = InMemoryMessageStore.DefaultCapacity) : IMessageStore, IOutboxStore
{
    public const int DefaultCapacity = 10_000;

    private readonly Lock _gate = new();
    private readonly InMemoryMessages _messages = new(capacity);

    public Task<(StoredMessage Message, bool Added)> AddAsync(StoredMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(AddRange([message])[0]);

    public Task<IReadOnlyList<(StoredMessage Message, bool Added)>> AddRangeAsync(
        IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken) => Task.FromResult(AddRange(messages));

    public Task<StoredMessage?> FindByKeyAsync(MessageChannel channel, string idempotencyKey, CancellationToken cancellationToken) =>
        Task.FromResult(Locked(messages => messages.FindByKey(channel, idempotencyKey)?.Read()));

    public Task<(StoredMessage? Message, bool Changed)> ChangeAsync(
        Guid id, Func<MessageRecord, MessageCompletion?> change, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_messages.Find(id) is not { } message)
            {
                return Task.FromResult<(StoredMessage?, bool)>((null, false));
            }

            if (change(message.State) is not { } changed)
            {
                return Task.FromResult<(StoredMessage?, bool)>((message.Read(), false));
            }

            Write(message, changed);
            return Task.FromResult<(StoredMessage?, bool)>((message.Read(), true));
        }
    }

    public Task<IReadOnlyList<MessageRecord>> ClaimDuePricesAsync(
        int limit, DateTimeOffset now, Func<MessageRecord, DateTimeOffset?> next, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var due = _messages.DuePrices(now).Take(limit).ToList();
            due.ForEach(message => _messages.Update(message, message.State with { PriceDueAt = next(message.State) }));
            return Task.FromResult<IReadOnlyList<MessageRecord>>(due.ConvertAll(message => message.State));
        }
    }

    public Task<StoredMessage?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        Task.FromResult(Locked(messages => messages.Find(id)?.Read()));

    public Task<MessageHistory> GetHistoryAsync(Guid id, CancellationToken cancellationToken) =>
        Task.FromResult(Locked(messages => messages.Find(id) is { } message
            ? new MessageHistory([.. message.Attempts], [.. message.Events])
            : new MessageHistory([], [])));

    public Task<IReadOnlyList<StoredMessage>> ListAsync(MessageQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(Locked(messages => InMemoryMessageQueries.List(messages.All, query)));

    public Task<IReadOnlyList<CampaignStatusCount>> CountByCampaignAsync(
        IReadOnlyCollection<int> campaignIds, CancellationToken cancellationToken) =>
        Task.FromResult(CountByCampaign(campaignIds));

    public Task<IReadOnlyList<StatisticsCount>> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        Task.FromResult(Locked(messages => InMemoryMessageQueries.CountByDay(messages.Counts, from, to)));

    public Task<IReadOnlyDictionary<int, DateTimeOffset>> GetLastSuccessAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Locked(messages => InMemoryMessageQueries.LastSuccess(messages.All)));

    private IReadOnlyList<(StoredMessage Message, bool Added)> AddRange(IReadOnlyList<StoredMessage> messages)
    {
        lock (_gate)
        {
            var ids = messages.Select(message => message.State.Id).ToHashSet();
            if (ids.Count < messages.Count || ids.Any(id => _messages.Find(id) is not null))
            {
                throw new ArgumentException("Two messages have the same id.", nameof(messages));
            }

            return [.. messages.Select(Add)];
        }
    }

    private (StoredMessage Message, bool Added) Add(StoredMessage message)
    {
        if (message.State.IdempotencyKey is { } key && _messages.FindByKey(message.State.Channel, key) is { } earlier)
        {
            return (earlier.Read(), false);
        }

        _messages.Add(new InMemoryMessage(message));
        return (message, true);
    }

    internal IReadOnlyList<CampaignStatusCount> CountByCampaign(IReadOnlyCollection<int> campaignIds) =>
        Locked(messages => InMemoryMessageQueries.CountByCampaign(messages.Counts, campaignIds));

    private T Locked<T>(Func<InMemoryMessages, T> read)
    {
        lock (_gate)
        {
            return read(_messages);
        }
    }
}
