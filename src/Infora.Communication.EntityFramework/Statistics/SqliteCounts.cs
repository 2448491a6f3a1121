using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Statistics;

/// <summary>Nobody else writes meanwhile.</summary>
internal static class SqliteCounts
{
    public static async Task<int> FoldAsync(DbContext context, int limit, CancellationToken cancellationToken)
    {
        var changes = DatabaseDialect.Table<MessageCountChangeEntity>(context);
        var oldest = $$"""SELECT id FROM {{changes}} ORDER BY id LIMIT {0}""";
        var addSql = MessageCountSql.AddUp(context, MessageCountSql.Sum($"SELECT * FROM {changes} WHERE id IN ({oldest})"));
        var deleteSql = $"DELETE FROM {changes} WHERE id IN ({oldest})";
        await context.Database.ExecuteSqlRawAsync(addSql, [limit], cancellationToken).ConfigureAwait(false);
        return await context.Database.ExecuteSqlRawAsync(deleteSql, [limit], cancellationToken).ConfigureAwait(false);
    }

    public static async Task RecountAsync(DbContext context, CancellationToken cancellationToken)
    {
        await context.Set<MessageCountChangeEntity>().ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        var messages = MessageCountSql.Of(DatabaseDialect.Of(context), DatabaseDialect.Table<MessageEntity>(context));
        var sql = $"""
            INSERT INTO {DatabaseDialect.Table<MessageCountEntity>(context)} ({MessageCountSql.Columns})
            {MessageCountSql.Sum(messages)}
            """;
        await context.Database.ExecuteSqlRawAsync(sql, cancellationToken).ConfigureAwait(false);
    }
}
