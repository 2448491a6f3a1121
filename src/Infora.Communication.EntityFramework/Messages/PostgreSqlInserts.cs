using System.Data.Common;
using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Statistics;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>Inserts messages with their contents as sets; one whose idempotency key is taken is left out by the database itself.</summary>
internal static class PostgreSqlInserts
{
    private const int Portion = 1_000;

    /// <returns>The ids of those that were stored.</returns>
    public static async Task<HashSet<Guid>> InsertAsync(
        DbContext context, IEnumerable<MessageEntity> messages, CancellationToken cancellationToken)
    {
        var stored = new HashSet<Guid>();

        // Whoever waits for a key that another is storing holds keys too: taken in one order by all, nobody waits in a circle.
        var ordered = messages.OrderBy(message => message.IdempotencyKey is null)
            .ThenBy(message => message.Channel).ThenBy(message => message.IdempotencyKey, StringComparer.Ordinal);
        foreach (var portion in ordered.Chunk(Portion))
        {
            stored.UnionWith(await InsertPortionAsync(context, portion, mayBeThere: false, cancellationToken).ConfigureAwait(false));
        }

        return stored;
    }

    /// <summary>Stores those whose ids are not there yet, for a transaction that holds off whoever would add the same.</summary>
    /// <returns>The ids of those that were stored.</returns>
    public static async Task<HashSet<Guid>> InsertNewAsync(
        DbContext context, IEnumerable<MessageEntity> messages, CancellationToken cancellationToken)
    {
        var stored = new HashSet<Guid>();
        foreach (var portion in messages.Chunk(Portion))
        {
            stored.UnionWith(await InsertPortionAsync(context, portion, mayBeThere: true, cancellationToken).ConfigureAwait(false));
        }

        return stored;
    }

    private static async Task<IEnumerable<Guid>> InsertPortionAsync(
        DbContext context, MessageEntity[] messages, bool mayBeThere, CancellationToken cancellationToken)
    {
        var contents = messages.Where(message => message.Content is not null).Select(message => message.Content!).ToList();
        var attachments = contents.SelectMany(content => content.Attachments).ToList();
        var batch = new StatementBatch(context);
        await using (batch.ConfigureAwait(false))
        {
            var hasConflicts = mayBeThere || Array.Exists(messages, message => message.IdempotencyKey is not null);
            batch.Add(MessagesSql(context, hasConflicts), MessageColumns.All.Arrays(messages));
            AddOwned(batch, context, MessageColumns.Contents, contents, mayBeThere);
            AddOwned(batch, context, MessageColumns.Attachments, attachments, mayBeThere);
            if (!hasConflicts)
            {
                await batch.ExecuteAsync(cancellationToken).ConfigureAwait(false);
                return messages.Select(message => message.Id);
            }

            var reader = await batch.ReadAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await ReadIdsAsync(reader, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// What was really stored is counted by the same statement. To look out for conflicts costs something even where there can
    /// be none.
    /// </summary>
    private static string MessagesSql(DbContext context, bool hasConflicts)
    {
        var count = MessageCountSql.Insert(context, MessageCountSql.Of(DatabaseDialect.Of(context), "stored"));
        return $"""
            WITH stored AS (
                INSERT INTO {DatabaseDialect.Table<MessageEntity>(context)} ({MessageColumns.All.Names})
                SELECT {MessageColumns.All.Names} FROM {MessageColumns.All.Rows()}
                {(hasConflicts ? "ON CONFLICT DO NOTHING" : "")}
                RETURNING id, {string.Join(", ", MessageCountSql.Counted)}
            )
            {(hasConflicts ? $", counted AS ({count}) SELECT id FROM stored" : count)}
            """;
    }

    /// <summary>Rows of messages that were left out are left out too; those of messages that were there already are there as well.</summary>
    private static void AddOwned<TRow>(StatementBatch batch, DbContext context, SetColumns<TRow> columns, List<TRow> rows, bool mayBeThere)
    {
        if (rows.Count > 0)
        {
            batch.Add(
                $"""
                INSERT INTO {DatabaseDialect.Table<TRow>(context)} ({columns.Names}) SELECT {columns.Names} FROM {columns.Rows()}
                WHERE EXISTS (SELECT FROM {DatabaseDialect.Table<MessageEntity>(context)} AS message WHERE message.id = given.message_id)
                {(mayBeThere ? "ON CONFLICT DO NOTHING" : "")}
                """,
                columns.Arrays(rows));
        }
    }

    private static async Task<List<Guid>> ReadIdsAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            ids.Add(reader.GetGuid(0));
        }

        // An error of a later statement comes with its result.
        while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
        {
        }

        return ids;
    }
}
