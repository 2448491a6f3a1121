using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>Writes what became of messages as sets, in one round trip however many they are.</summary>
internal static class PostgreSqlCompletion
{
    private static readonly SetColumns<(MessageEntity Row, int Claim)> Given = new SetColumns<(MessageEntity Row, int Claim)>()
        .Add("id", "uuid", given => given.Row.Id)
        .Number("claim", given => given.Claim)
        .With(MessageColumns.Outcome.Of<(MessageEntity Row, int Claim)>(given => given.Row));

    /// <summary>Where each message comes once and none may have been cancelled, one batch of statements is all there is to do.</summary>
    public static async Task<bool> CompleteAtOnceAsync(DbContext context, IReadOnlyList<MessageCompletion> completions, CancellationToken cancellationToken)
    {
        if (completions.Any(MayBeCancelled) || completions.DistinctBy(completion => completion.State.Id).Count() != completions.Count)
        {
            return false;
        }

        await WriteAsync(context, completions, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public static async Task CompleteAsync(
        DbContext context, IReadOnlyList<MessageCompletion> completions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rest = completions;
        while (rest.Count > 0)
        {
            // An update takes each row once: what came twice of a message is written one after the other.
            var set = rest.DistinctBy(completion => completion.State.Id).ToList();
            await WriteAsync(context, set, cancellationToken).ConfigureAwait(false);
            rest = set.Count == rest.Count ? [] : [.. rest.Except(set, ReferenceEqualityComparer.Instance).Cast<MessageCompletion>()];
        }

        await CancelMetAsync(context, completions, now, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteAsync(DbContext context, IReadOnlyList<MessageCompletion> set, CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(context);
        await using (batch.ConfigureAwait(false))
        {
            batch.LookUpByKeys();

            // Providers' rows come before messages, as in an admission, so that two of them never wait for each other.
            AddReturned(batch, context, set);

            // All go through messages in the order of their ids, for the same reason.
            var rows = set.Select(RowOf).OrderBy(given => given.Row.Id).ToList();
            batch.Add(OutcomeSql(context), Given.Arrays(rows));
            AddHistory(batch, context, MessageColumns.Attempts, [.. set.SelectMany(one => one.Attempts.Select(attempt => attempt.ToEntity(one.State.Id)))]);
            AddHistory(batch, context, MessageColumns.Events, [.. set.SelectMany(one => one.Events.Select(happened => happened.ToEntity(one.State.Id)))]);
            await batch.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static (MessageEntity Row, int Claim) RowOf(MessageCompletion completion)
    {
        var row = new MessageEntity { Id = completion.State.Id };
        row.ApplyOutcome(completion.State);
        return (row, completion.State.Claim);
    }

    /// <summary>
    /// Who handed a message over knows the truth, also where the message was taken from it meanwhile. Each is locked as it is
    /// before, so that its counters lose exactly what it was counted as. The condition as a whole serves no index: rows are found
    /// by their ids.
    /// </summary>
    private static string OutcomeSql(DbContext context)
    {
        var messages = DatabaseDialect.Table<MessageEntity>(context);
        var dialect = DatabaseDialect.Of(context);
        var counted = $"{MessageCountSql.Of(dialect, "old", times: -1)} UNION ALL {MessageCountSql.Of(dialect, "changed")}";
        return $"""
            WITH old AS MATERIALIZED (
                SELECT message.id, {MessageCountSql.CountedOf("message")}, {string.Join(", ", MessageColumns.Outcome.All.Select(column => $"given.{column} AS given_{column}"))}
                FROM {Given.Rows()} JOIN {messages} AS message ON message.id = given.id
                WHERE ((message.status = 'sending' AND message.claim = given.claim)
                    OR (message.status = 'uncertain' AND message.handed_to IS NOT NULL)
                    OR (message.status IN ('queued', 'sending') AND message.handed_to IS NOT NULL AND given.status = 'sent')) IS TRUE
                ORDER BY given.place FOR NO KEY UPDATE OF message
            ), changed AS (
                UPDATE {messages} AS message
                SET {string.Join(", ", MessageColumns.Outcome.All.Select(column => $"{column} = old.given_{column}"))},
                    lease_until = CASE WHEN old.given_status = 'sending' THEN message.lease_until END,
                    lease_owner = CASE WHEN old.given_status = 'sending' THEN message.lease_owner END
                FROM old WHERE message.id = old.id
                RETURNING {MessageCountSql.CountedOf("message")}
            )
            {MessageCountSql.Insert(context, counted)}
            """;
    }

    /// <summary>In their order, which their ids keep; those of a message that is gone are left out.</summary>
    private static void AddHistory<TRow>(StatementBatch batch, DbContext context, SetColumns<TRow> columns, List<TRow> rows)
    {
        if (rows.Count > 0)
        {
            batch.Add(
                $"""
                INSERT INTO {DatabaseDialect.Table<TRow>(context)} ({columns.Names}) SELECT {columns.Names} FROM {columns.Rows()}
                WHERE EXISTS (SELECT FROM {DatabaseDialect.Table<MessageEntity>(context)} AS message WHERE message.id = given.message_id)
                ORDER BY place
                """,
                columns.Arrays(rows));
        }
    }

    private static void AddReturned(StatementBatch batch, DbContext context, IReadOnlyList<MessageCompletion> set)
    {
        var places = set.SelectMany(completion => completion.Returned).GroupBy(place => place).ToList();
        if (places.Count is 0)
        {
            return;
        }

        const string Returned = "unnest($1::int[], $2::date[], $3::int[]) AS returned (provider_id, day, places) WHERE returned.provider_id = state.provider_id";
        var states = DatabaseDialect.Table<ProviderStateEntity>(context);
        var providers = places.Select(place => place.Key.ProviderId).ToArray();
        batch
            .Add($"SELECT FROM {states} WHERE provider_id = ANY ($1::int[]) ORDER BY provider_id FOR NO KEY UPDATE", providers)
            .Add(
                $"""
                UPDATE {states} AS state
                SET today = greatest(0, state.today - (SELECT coalesce(sum(places), 0) FROM {Returned} AND returned.day = state.day)),
                    this_month = greatest(0, state.this_month - (SELECT coalesce(sum(places), 0)
                        FROM {Returned} AND date_trunc('month', returned.day::timestamp)::date = state.month))
                WHERE state.provider_id = ANY ($1::int[])
                """,
                providers,
                places.Select(place => place.Key.Day).ToArray(),
                places.Select(place => place.Count()).ToArray());
    }

    private static bool MayBeCancelled(MessageCompletion completion) => completion.State is { Status: MessageStatus.Queued, CorrelationKey: not null };

    /// <summary>What came back to the queue may have been taken back meanwhile.</summary>
    private static async Task CancelMetAsync(
        DbContext context, IReadOnlyList<MessageCompletion> completions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = completions.Where(MayBeCancelled)
            .Select(completion => completion.State.Id).ToArray();
        if (ids.Length is 0)
        {
            return;
        }

        var sql = $$"""
            SELECT * FROM {{DatabaseDialect.Table<MessageEntity>(context)}} AS message
            WHERE id = ANY ({0}) AND status = 'queued' AND EXISTS (
                SELECT FROM {{DatabaseDialect.Table<CancellationEntity>(context)}} AS cancellation
                WHERE cancellation.correlation_key = message.correlation_key AND cancellation.requested_at >= message.queued_at)
            ORDER BY id FOR NO KEY UPDATE
            """;
        var queued = await context.Set<MessageEntity>().FromSqlRaw(sql, ids).AsTracking()
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        queued.ForEach(message => MessageCancellations.Cancel(context, message, now));
        await context.SaveCountedAsync(cancellationToken).ConfigureAwait(false);
    }
}
