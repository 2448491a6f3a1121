using Infora.Communication.Statistics;

namespace Infora.Communication.Messages;

/// <summary>
/// Keeps messages, their attempts and events. The in-memory one is used until the Entity Framework add-on or the host
/// registers another. Every method is safe to call from many threads.
/// </summary>
public interface IMessageStore
{
    /// <summary>
    /// Stores a message before it leaves. Where its channel and idempotency key are taken, nothing is stored and the
    /// message that has them is returned.
    /// </summary>
    /// <returns>The stored message, and whether it is the one given.</returns>
    Task<(StoredMessage Message, bool Added)> AddAsync(StoredMessage message, CancellationToken cancellationToken);

    /// <summary>Stores many messages, all that can be or none. Those whose channel and idempotency key are taken are left out.</summary>
    /// <returns>For each message, in their order, the stored one and whether it is the one given.</returns>
    Task<IReadOnlyList<(StoredMessage Message, bool Added)>> AddRangeAsync(
        IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken);

    /// <summary>The message that was stored under an idempotency key of a channel, or null.</summary>
    Task<StoredMessage?> FindByKeyAsync(MessageChannel channel, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Changes one message, so that nobody else changes it in between.</summary>
    /// <param name="id">The message.</param>
    /// <param name="change">Gives the new state with its events, or null to leave the message as it is. May be called again.</param>
    /// <param name="cancellationToken">Stops before it is changed.</param>
    /// <returns>The message as it is now, null where there is none, and whether it was changed.</returns>
    Task<(StoredMessage? Message, bool Changed)> ChangeAsync(
        Guid id, Func<MessageRecord, MessageCompletion?> change, CancellationToken cancellationToken);

    /// <summary>
    /// Takes messages whose <see cref="MessageRecord.PriceDueAt"/> has come, those first that are due first, and moves that
    /// time on, so that nobody else gets them for the same look.
    /// </summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="now">The time by which they are due.</param>
    /// <param name="next">Gives the time of a message's next look, after <paramref name="now"/>; null for none. May be called again.</param>
    /// <param name="cancellationToken">Stops before they are changed.</param>
    /// <returns>The messages as they are now.</returns>
    Task<IReadOnlyList<MessageRecord>> ClaimDuePricesAsync(
        int limit, DateTimeOffset now, Func<MessageRecord, DateTimeOffset?> next, CancellationToken cancellationToken);

    /// <summary>One message, or null.</summary>
    Task<StoredMessage?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The attempts and events of one message; empty for an unknown id.</summary>
    Task<MessageHistory> GetHistoryAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Lists messages, newest first. Their content comes without bodies and attachments.</summary>
    Task<IReadOnlyList<StoredMessage>> ListAsync(MessageQuery query, CancellationToken cancellationToken);

    /// <summary>Counts messages by status for each of the given campaigns, from counters.</summary>
    Task<IReadOnlyList<CampaignStatusCount>> CountByCampaignAsync(
        IReadOnlyCollection<int> campaignIds, CancellationToken cancellationToken);

    /// <summary>Counts messages accepted on the given days, both inclusive, for each day, channel, provider and campaign, from counters.</summary>
    Task<IReadOnlyList<StatisticsCount>> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken);

    /// <summary>The time at which each provider last took a message, by provider id.</summary>
    Task<IReadOnlyDictionary<int, DateTimeOffset>> GetLastSuccessAsync(CancellationToken cancellationToken);
}
