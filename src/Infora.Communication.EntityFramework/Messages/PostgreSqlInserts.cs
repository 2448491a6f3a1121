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
    public static Task<HashSet<Guid>> InsertAsync(DbContext context, IEnumerable<MessageEntity> messages, CancellationToken cancellationToken)
    {
        // Whoever waits for a key that another is storing holds keys too: taken in one order by all, nobody waits in a circle.
        var ordered = messages.OrderBy(message => message.IdempotencyKey is null)
            .ThenBy(message => message.Channel).ThenBy(message => message.IdempotencyKey, StringComparer.Ordinal);
        return InsertAllAsync(context, ordered, cancellationToken);
    }

    /// <summary>
    /// Stores those whose ids are not there yet, for a transaction that holds off whoever would add the same: they are looked for
    /// once, which costs less than to look out for conflicts in each table.
    /// </summary>
    /// <returns>The ids of those that were stored.</returns>
    public static async Task<HashSet<Guid>> InsertNewAsync(
        DbContext context, IReadOnlyList<MessageEntity> messages, CancellationToken cancellationToken)
    {
        var there = await FindAsync(context, messages, cancellationToken).ConfigureAwait(false);
        return await InsertAllAsync(context, messages.Where(message => !there.Contains(message.Id)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A portion is made ready while the database stores the last one.</summary>
    private static async Task<HashSet<Guid>> InsertAllAsync(DbContext context, IEnumerable<MessageEntity> messages, CancellationToken cancellationToken)
    {
        var stored = new HashSet<Guid>();
        var storing = Task.FromResult<IEnumerable<Guid>>([]);
        try
        {
            foreach (var portion in messages.Chunk(Portion))
            {
                var hasConflicts = Array.Exists(portion, message => message.IdempotencyKey is not null);
                var batch = Batch(context, portion, hasConflicts);
                stored.UnionWith(await storing.ConfigureAwait(false));
                storing = StoreAsync(batch, portion, hasConflicts, cancellationToken);
            }
        }
        finally
        {
            // Nothing else can use the connection before.
            await ((Task)storing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        stored.UnionWith(await storing.ConfigureAwait(false));
        return stored;
    }

    private static async Task<HashSet<Guid>> FindAsync(DbContext context, IReadOnlyList<MessageEntity> messages, CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(context);
        await using (batch.ConfigureAwait(false))
        {
            batch.LookUpByKeys().Add(
                $"""
                SELECT message.id FROM unnest($1::uuid[]) AS given (id) JOIN {DatabaseDialect.Table<MessageEntity>(context)} AS message ON message.id = given.id
                """,
                messages.Select(message => message.Id).ToArray());
            var reader = await batch.ReadAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return [.. await ReadIdsAsync(reader, cancellationToken).ConfigureAwait(false)];
            }
        }
    }

    private static StatementBatch Batch(DbContext context, MessageEntity[] messages, bool hasConflicts)
    {
        var contents = messages.Where(message => message.Content is not null).Select(message => message.Content!).ToList();
        var attachments = contents.SelectMany(content => content.Attachments).ToList();
        var batch = new StatementBatch(context);
        AddMessages(batch, context, messages, hasConflicts);
        AddOwned(batch, context, MessageColumns.Contents, contents, hasConflicts);
        AddOwned(batch, context, MessageColumns.Attachments, attachments, hasConflicts);
        return batch;
    }

    private static async Task<IEnumerable<Guid>> StoreAsync(
        StatementBatch batch, MessageEntity[] messages, bool hasConflicts, CancellationToken cancellationToken)
    {
        await using (batch.ConfigureAwait(false))
        {
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
    /// Where some may be left out, what was really stored is counted by the same statement. To look out for conflicts, and to count
    /// in the database, costs something even where there can be none.
    /// </summary>
    private static void AddMessages(StatementBatch batch, DbContext context, MessageEntity[] messages, bool hasConflicts)
    {
        var (names, rows, arrays) = MessageColumns.All.Filled(messages);
        var insert = $"INSERT INTO {DatabaseDialect.Table<MessageEntity>(context)} ({names}) SELECT {names} FROM {rows}";
        if (hasConflicts)
        {
            var count = MessageCountSql.Insert(context, MessageCountSql.Of(DatabaseDialect.Of(context), "stored"));
            batch.Add(
                $"""
                WITH stored AS ({insert} ON CONFLICT DO NOTHING RETURNING id, {string.Join(", ", MessageCountSql.Counted)}), counted AS ({count})
                SELECT id FROM stored
                """,
                arrays);
            return;
        }

        batch.Add(insert, arrays);
        var tally = new MessageTally();
        foreach (var message in messages)
        {
            tally.Add(message);
        }

        var changes = tally.Changes.ToList();
        batch.Add(
            $"""
            INSERT INTO {DatabaseDialect.Table<MessageCountChangeEntity>(context)} ({MessageColumns.Counts.Names})
            SELECT {MessageColumns.Counts.Names} FROM {MessageColumns.Counts.Rows()}
            """,
            MessageColumns.Counts.Arrays(changes));
    }

    /// <summary>Rows of messages that were left out are left out too.</summary>
    private static void AddOwned<TRow>(StatementBatch batch, DbContext context, SetColumns<TRow> columns, List<TRow> owned, bool mayBeLeftOut)
    {
        if (owned.Count > 0)
        {
            var (names, rows, arrays) = columns.Filled(owned);
            var condition = mayBeLeftOut
                ? $"WHERE EXISTS (SELECT FROM {DatabaseDialect.Table<MessageEntity>(context)} AS message WHERE message.id = given.message_id)"
                : "";
            batch.Add($"INSERT INTO {DatabaseDialect.Table<TRow>(context)} ({names}) SELECT {names} FROM {rows} {condition}", arrays);
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
