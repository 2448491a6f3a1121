using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>Who sends what, and until when.</summary>
internal static class MessageLeases
{
    public static string Owner { get; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    public static async Task<IReadOnlyList<MessageEntity>> ClaimAsync(
        DbContext context, ClaimRoom room, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        var claimed = await context.Set<MessageEntity>()
            .FromSqlRaw(
                DatabaseDialect.Of(context).ClaimSql(context),
                UtcTimeConverter.ToStored(leaseUntil),
                Owner,
                UtcTimeConverter.ToStored(now),
                room.Total,
                room.For(MessagePriority.High),
                room.For(MessagePriority.Normal),
                room.For(MessagePriority.Low))
            .AsNoTracking()
            .ToListAsync(cancellationToken).ConfigureAwait(false);

        // Rows come back from an update in no order.
        return [.. claimed.OrderBy(message => message.Priority).ThenBy(message => message.NextAttemptAt).ThenBy(message => message.Id)];
    }

    /// <summary>Only what is being sent is looked at, which is never much.</summary>
    public static async Task<IReadOnlyList<MessageEntity>> TakeOverAsync(
        DbContext context, int limit, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        var table = DatabaseDialect.Table<MessageEntity>(context);
        var sql = $$"""
            WITH abandoned AS MATERIALIZED (
                SELECT id FROM {{table}} WHERE status = 'sending' AND lease_until < {2} ORDER BY id LIMIT {3}
                {{DatabaseDialect.Of(context).FreeRowLock}}
            )
            UPDATE {{table}} SET claim = claim + 1, lease_until = {0}, lease_owner = {1}
            WHERE id IN (SELECT id FROM abandoned) RETURNING *
            """;
        return await context.Set<MessageEntity>()
            .FromSqlRaw(sql, UtcTimeConverter.ToStored(leaseUntil), Owner, UtcTimeConverter.ToStored(now), limit)
            .AsNoTracking()
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }
}
