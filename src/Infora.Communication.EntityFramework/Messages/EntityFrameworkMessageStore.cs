using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.Messages;
using Infora.Communication.Statistics;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>Keeps messages in the database.</summary>
internal sealed class EntityFrameworkMessageStore(CommunicationDatabase database) : IMessageStore
{
    public async Task<(StoredMessage Message, bool Added)> AddAsync(StoredMessage message, CancellationToken cancellationToken) =>
        (await AddRangeAsync([message], cancellationToken).ConfigureAwait(false))[0];

    public Task<IReadOnlyList<(StoredMessage Message, bool Added)>> AddRangeAsync(
        IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken) =>
        database.WriteAsync((context, token) => MessageInserts.AddAsync(context, messages, token), cancellationToken);

    public async Task<StoredMessage?> FindByKeyAsync(MessageChannel channel, string idempotencyKey, CancellationToken cancellationToken)
    {
        var found = await SelectAsync(
            messages => messages.Where(message => message.Channel == channel && message.IdempotencyKey == idempotencyKey),
            cancellationToken).ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    public Task<(StoredMessage? Message, bool Changed)> ChangeAsync(
        Guid id, Func<MessageRecord, MessageCompletion?> change, CancellationToken cancellationToken) =>
        database.WriteAsync((context, token) => MessageChanges.ChangeAsync(context, id, change, token), cancellationToken);

    public async Task<IReadOnlyList<MessageRecord>> ClaimDuePricesAsync(
        int limit, DateTimeOffset now, Func<MessageRecord, DateTimeOffset?> next, CancellationToken cancellationToken)
    {
        // Mostly none is due, and then nobody's turn to write is taken.
        var isAny = await database.ReadAsync((context, token) => MessagePrices.AnyDueAsync(context, now, token), cancellationToken).ConfigureAwait(false);
        return isAny
            ? await database.WriteAsync((context, token) => MessagePrices.ClaimAsync(context, limit, now, next, token), cancellationToken).ConfigureAwait(false)
            : [];
    }

    public async Task<StoredMessage?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await SelectAsync(messages => messages.Where(message => message.Id == id), cancellationToken).ConfigureAwait(false))
        .SingleOrDefault();

    public Task<MessageHistory> GetHistoryAsync(Guid id, CancellationToken cancellationToken) => database.ReadAsync(
        async (context, token) =>
        {
            var attempts = await context.Set<MessageAttemptEntity>().AsNoTracking()
                .Where(attempt => attempt.MessageId == id).OrderBy(attempt => attempt.Id)
                .ToListAsync(token).ConfigureAwait(false);
            var events = await context.Set<MessageEventEntity>().AsNoTracking()
                .Where(happened => happened.MessageId == id).OrderBy(happened => happened.Id)
                .ToListAsync(token).ConfigureAwait(false);
            return new MessageHistory([.. attempts.Select(row => row.ToRecord())], [.. events.Select(row => row.ToRecord())]);
        },
        cancellationToken);

    public Task<IReadOnlyList<StoredMessage>> ListAsync(MessageQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async (context, token) =>
            {
                var rows = await context.Matching(query).ToListAsync(token).ConfigureAwait(false);
                return await rows.WithContentForListAsync(context, token).ConfigureAwait(false);
            },
            cancellationToken);

    public Task<IReadOnlyList<CampaignStatusCount>> CountByCampaignAsync(
        IReadOnlyCollection<int> campaignIds, CancellationToken cancellationToken) =>
        database.ReadAsync((context, token) => MessageCounts.ByCampaignAsync(context, campaignIds, token), cancellationToken);

    public Task<IReadOnlyList<StatisticsCount>> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        database.ReadAsync((context, token) => MessageCounts.ByDayAsync(context, from, to, token), cancellationToken);

    public Task<IReadOnlyDictionary<int, DateTimeOffset>> GetLastSuccessAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(MessageCounts.LastSuccessAsync, cancellationToken);

    private Task<IReadOnlyList<StoredMessage>> SelectAsync(
        Func<IQueryable<MessageEntity>, IQueryable<MessageEntity>> select, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async (context, token) =>
            {
                var rows = await select(context.Set<MessageEntity>().AsNoTracking()).ToListAsync(token).ConfigureAwait(false);
                return await rows.WithContentAsync(context, token).ConfigureAwait(false);
            },
            cancellationToken);
}
