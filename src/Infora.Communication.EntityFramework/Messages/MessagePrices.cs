using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>Which messages a vendor is to be asked about, since it tells only later what they cost.</summary>
internal static class MessagePrices
{
    public static Task<bool> AnyDueAsync(DbContext context, DateTimeOffset now, CancellationToken cancellationToken) =>
        context.Set<MessageEntity>().AnyAsync(message => message.PriceDueAt <= now, cancellationToken);

    /// <summary>What another process is just taking is passed over.</summary>
    public static async Task<IReadOnlyList<MessageRecord>> ClaimAsync(
        DbContext context, int limit, DateTimeOffset now, Func<MessageRecord, DateTimeOffset?> next, CancellationToken cancellationToken)
    {
        var sql = $$"""
            SELECT * FROM {{DatabaseDialect.Table<MessageEntity>(context)}} WHERE price_due_at <= {0}
            ORDER BY price_due_at LIMIT {1} {{DatabaseDialect.Of(context).FreeRowLock}}
            """;
        var rows = await context.Set<MessageEntity>().FromSqlRaw(sql, UtcTimeConverter.ToStored(now), limit).AsTracking()
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        rows.ForEach(row => row.PriceDueAt = next(row.ToRecord()));
        await context.SaveCountedAsync(cancellationToken).ConfigureAwait(false);
        return rows.ConvertAll(row => row.ToRecord());
    }
}
