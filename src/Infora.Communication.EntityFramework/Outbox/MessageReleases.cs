using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>Makes messages due that waited for something.</summary>
internal static class MessageReleases
{
    private const int Portion = 500;

    /// <summary>What somebody is just changing is passed over: it is found the next time.</summary>
    public static async Task<int> UncertainAsync(DbContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sql = $$"""
            SELECT * FROM {{DatabaseDialect.Table<MessageEntity>(context)}}
            WHERE status = 'uncertain' AND next_attempt_at <= {0} ORDER BY next_attempt_at LIMIT {1} {{DatabaseDialect.Of(context).FreeRowLock}}
            """;
        var (released, portion) = (0, 0);
        do
        {
            var due = await context.Set<MessageEntity>().FromSqlRaw(sql, UtcTimeConverter.ToStored(now), Portion).AsTracking()
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            due.ForEach(message => (message.Status, message.NextAttemptAt) = (MessageStatus.Queued, now));
            await context.SaveCountedAsync(cancellationToken).ConfigureAwait(false);
            context.ChangeTracker.Clear();
            portion = due.Count;
            released += portion;
        }
        while (portion is Portion);
        return released;
    }

    /// <summary>What another process is just releasing is passed over: as many others go instead.</summary>
    public static Task<int> WaitingAsync(
        DbContext context, MessageChannel channel, int limit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var table = DatabaseDialect.Table<MessageEntity>(context);
        var sql = $$"""
            WITH waiting AS MATERIALIZED (
                SELECT id FROM {{table}}
                WHERE status = 'queued' AND channel = {0} AND next_attempt_at > {1}
                    AND waiting_for IN ('provider_limit', 'provider_outage', 'no_provider')
                ORDER BY next_attempt_at LIMIT {2} {{DatabaseDialect.Of(context).FreeRowLock}}
            )
            UPDATE {{table}} SET next_attempt_at = {1} WHERE id IN (SELECT id FROM waiting)
            """;
        return context.Database.ExecuteSqlRawAsync(
            sql, [SnakeCase.Name(channel), UtcTimeConverter.ToStored(now), limit], cancellationToken);
    }
}
