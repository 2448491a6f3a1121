using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>Takes messages back by their correlation keys.</summary>
internal static class MessageCancellations
{
    /// <summary>Cancels what is to be sent under a key, and stays in the table for what is being sent.</summary>
    public static async Task<int> CancelAsync(DbContext context, string correlationKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        context.Add(new CancellationEntity { CorrelationKey = correlationKey, RequestedAt = now });
        var dialect = DatabaseDialect.Of(context);
        var sql = $$"""
            SELECT * FROM {{DatabaseDialect.Table<MessageEntity>(context)}}
            WHERE correlation_key = {0} AND {{ToBeSent(dialect, "")}} AND queued_at <= {1} ORDER BY id {{dialect.RowLock}}
            """;
        return await CancelFoundAsync(context, sql, now, cancellationToken, correlationKey, UtcTimeConverter.ToStored(now)).ConfigureAwait(false);
    }

    /// <summary>Cancels what is to be sent under any key of the table, and forgets the cancellations that can meet no message any more.</summary>
    public static async Task<int> ApplyAsync(DbContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var dialect = DatabaseDialect.Of(context);
        var messages = DatabaseDialect.Table<MessageEntity>(context);
        var sql = $"""
            SELECT * FROM {messages} WHERE {ToBeSent(dialect, "")} AND id IN (
                SELECT message.id FROM {DatabaseDialect.Table<CancellationEntity>(context)} AS cancellation
                JOIN {messages} AS message
                    ON message.correlation_key = cancellation.correlation_key AND message.queued_at <= cancellation.requested_at
                WHERE {ToBeSent(dialect, "message.")})
            ORDER BY id {dialect.RowLock}
            """;
        var cancelled = await CancelFoundAsync(context, sql, now, cancellationToken).ConfigureAwait(false);

        // One that is in the queue here came back to it since the statement above looked.
        await context.Set<CancellationEntity>()
            .Where(cancellation => !context.Set<MessageEntity>().Any(message => message.CorrelationKey == cancellation.CorrelationKey
                && message.QueuedAt <= cancellation.RequestedAt
                && (message.Status == MessageStatus.Queued || message.Status == MessageStatus.Sending
                    || (message.Status == MessageStatus.Uncertain && message.NextAttemptAt != null))))
            .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        return cancelled;
    }

    /// <summary>Queued, or uncertain and to be sent again: such a one is not, and stays uncertain.</summary>
    private static string ToBeSent(DatabaseDialect dialect, string prefix)
    {
        var status = dialect.FilterOnly($"{prefix}status");
        return $"({status} = 'queued' OR ({status} = 'uncertain' AND {prefix}next_attempt_at IS NOT NULL))";
    }

    /// <summary>Cancels those of the given messages, which the caller has locked and tracks, that a cancellation meets.</summary>
    /// <returns>The cancelled ones; the caller saves them.</returns>
    public static async Task<IReadOnlyList<MessageEntity>> CancelMetAsync(
        DbContext context, IReadOnlyCollection<MessageEntity> messages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = messages.Where(message => message.CorrelationKey is not null).Select(message => message.CorrelationKey!).Distinct().ToList();
        if (keys.Count is 0)
        {
            return [];
        }

        var requests = (await context.Set<CancellationEntity>().AsNoTracking()
            .Where(cancellation => keys.Contains(cancellation.CorrelationKey))
            .ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(cancellation => cancellation.CorrelationKey);
        var met = messages.Where(message => message.CorrelationKey is not null
            && requests[message.CorrelationKey].Any(cancellation => cancellation.RequestedAt >= message.QueuedAt)).ToList();
        met.ForEach(message => Cancel(context, message, now));
        return met;
    }

    /// <summary>Cancels a tracked message.</summary>
    public static void Cancel(DbContext context, MessageEntity message, DateTimeOffset now)
    {
        var completion = MessageCompletion.Cancelled(message.ToRecord(), now);
        message.ApplyOutcome(completion.State);
        context.AddRange(completion.Events.Select(happened => happened.ToEntity(message.Id)));
    }

    private static async Task<int> CancelFoundAsync(
        DbContext context, string sql, DateTimeOffset now, CancellationToken cancellationToken, params object[] parameters)
    {
        var messages = await context.Set<MessageEntity>().FromSqlRaw(sql, parameters).AsTracking()
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        messages.ForEach(message => Cancel(context, message, now));
        await context.SaveCountedAsync(cancellationToken).ConfigureAwait(false);
        return messages.Count;
    }
}
