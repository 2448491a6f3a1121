using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Statistics;

/// <summary>Statements in which PostgreSQL takes away and adds at once, so that all of it sees the same rows.</summary>
internal static class PostgreSqlCounts
{
    /// <summary>What another process is just adding up is passed over, and counters are taken in one order by all: nobody waits in a circle.</summary>
    public static async Task<int> FoldAsync(DbContext context, int limit, CancellationToken cancellationToken)
    {
        var changes = DatabaseDialect.Table<MessageCountChangeEntity>(context);
        var sql = $$"""
            WITH noted AS MATERIALIZED (
                SELECT id FROM {{changes}} ORDER BY id LIMIT {0} FOR UPDATE SKIP LOCKED
            ), taken AS (
                DELETE FROM {{changes}} AS change USING noted WHERE change.id = noted.id RETURNING change.*
            ), added AS (
                {{MessageCountSql.AddUp(context, $"{MessageCountSql.Sum("SELECT * FROM taken")} ORDER BY {MessageCountSql.Keys}")}}
            )
            SELECT CAST(count(*) AS int) AS "Value" FROM noted
            """;
        return (await context.Database.SqlQueryRaw<int>(sql, limit).ToListAsync(cancellationToken).ConfigureAwait(false)).Single();
    }

    /// <summary>One statement: a change that is committed after it began is neither in its messages nor deleted.</summary>
    public static Task RecountAsync(DbContext context, CancellationToken cancellationToken)
    {
        var messages = MessageCountSql.Of(DatabaseDialect.Of(context), DatabaseDialect.Table<MessageEntity>(context));
        var sql = $"""
            WITH forgotten AS (DELETE FROM {DatabaseDialect.Table<MessageCountChangeEntity>(context)})
            INSERT INTO {DatabaseDialect.Table<MessageCountEntity>(context)} ({MessageCountSql.Columns})
            {MessageCountSql.Sum(messages)}
            """;
        return context.Database.ExecuteSqlRawAsync(sql, cancellationToken);
    }
}
