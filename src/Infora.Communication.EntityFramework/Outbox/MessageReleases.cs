using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>Makes messages due that waited for something.</summary>
internal static class MessageReleases
{
    public static Task<int> UncertainAsync(DbContext context, DateTimeOffset now, CancellationToken cancellationToken) =>
        context.Set<MessageEntity>()
            .Where(message => message.Status == MessageStatus.Uncertain && message.NextAttemptAt <= now)
            .ExecuteUpdateAsync(
                message => message.SetProperty(row => row.Status, MessageStatus.Queued).SetProperty(row => row.NextAttemptAt, now),
                cancellationToken);

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
