using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.Outbox;
using Infora.Communication.EntityFramework.Reports;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Databases;

internal sealed class PostgreSqlDialect : DatabaseDialect
{
    /// <summary>
    /// That a message given by its id is being sent. Not to be looked up by the index of the status: every message passes
    /// through that range, and what has passed stays in it until it is vacuumed.
    /// </summary>
    public const string BeingSent = "(message.status = 'sending') IS TRUE";

    public override bool HasOneWriter => false;

    /// <summary>The weakest lock that keeps writers off: rows that refer to a locked one can still be added.</summary>
    public override string RowLock => "FOR NO KEY UPDATE";

    public override string FreeRowLock => "FOR NO KEY UPDATE SKIP LOCKED";

    public override string FilterOnly(string column) => column;

    /// <summary>Numbers of this kind are rounded as in C#: a half away from zero. What is null has to be seen before: <c>greatest</c> passes it over.</summary>
    public override string CostParts(string column) =>
        $"CAST(round(least(greatest(coalesce({column}, 0), -{MessageCost.Most / MessageCost.Parts}), {MessageCost.Most / MessageCost.Parts}) * {MessageCost.Parts}) AS bigint)";

    /// <summary>
    /// Each priority is a range of the index of due messages, taken in turn, so that millions of messages which are due
    /// later cost nothing. The common table is materialised: inlined, the planner may run it once for every row and claim
    /// more than the limit.
    /// </summary>
    public override string ClaimSql(DbContext context)
    {
        var table = Table<MessageEntity>(context);
        return $$"""
            WITH due AS MATERIALIZED (
                SELECT next.id
                FROM (VALUES (0, {4}), (1, {5}), (2, {6})) AS rank (priority, room)
                CROSS JOIN LATERAL (
                    SELECT message.id FROM {{table}} AS message
                    WHERE message.status = 'queued' AND message.campaign_id IS NULL AND message.priority = rank.priority AND message.next_attempt_at <= {2}
                    ORDER BY message.next_attempt_at LIMIT rank.room {{FreeRowLock}}
                ) AS next
                LIMIT {3}
            )
            UPDATE {{table}} AS message SET status = 'sending', claim = message.claim + 1, lease_until = {0}, lease_owner = {1}
            FROM due WHERE message.id = due.id
            RETURNING message.*
            """;
    }

    public override async Task ExtendLeasesAsync(
        DbContext context, IReadOnlyList<MessageClaim> claims, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        var table = Table<MessageEntity>(context);
        var batch = new StatementBatch(context);
        await using (batch.ConfigureAwait(false))
        {
            batch.LookUpByKeys().Add(
                $"""
                WITH mine AS MATERIALIZED (
                    SELECT message.id FROM unnest($1::uuid[], $2::int[]) AS held (id, claim)
                    JOIN {table} AS message ON message.id = held.id AND message.claim = held.claim
                    WHERE {BeingSent} FOR NO KEY UPDATE OF message SKIP LOCKED
                )
                UPDATE {table} AS message SET lease_until = $3, lease_owner = $4 FROM mine WHERE message.id = mine.id
                """,
                claims.Select(claim => claim.Id).ToArray(),
                claims.Select(claim => claim.Claim).ToArray(),
                UtcTimeConverter.ToStored(leaseUntil),
                MessageLeases.Owner);
            await batch.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task<HashSet<Guid>> InsertAsync(
        DbContext context, IReadOnlyList<MessageEntity> messages, CancellationToken cancellationToken) =>
        PostgreSqlInserts.InsertAsync(context, messages, cancellationToken);

    public override Task<HashSet<Guid>> InsertNewAsync(
        DbContext context, IReadOnlyList<MessageEntity> messages, CancellationToken cancellationToken) =>
        PostgreSqlInserts.InsertNewAsync(context, messages, cancellationToken);

    public override Task<Admission> AdmitAsync(DbContext context, AdmissionRequest request, CancellationToken cancellationToken) =>
        new PostgreSqlAdmission(context, request).AdmitAsync(cancellationToken);

    public override Task<(bool IsDone, Admission Admission)> AdmitAllAsync(
        DbContext context, AdmissionRequest request, CancellationToken cancellationToken) =>
        new PostgreSqlAdmission(context, request).AdmitAllAsync(cancellationToken);

    public override Task<bool> CompleteAtOnceAsync(
        DbContext context, IReadOnlyList<MessageCompletion> completions, CancellationToken cancellationToken) =>
        PostgreSqlCompletion.CompleteAtOnceAsync(context, completions, cancellationToken);

    public override Task CompleteAsync(
        DbContext context, IReadOnlyList<MessageCompletion> completions, DateTimeOffset now, CancellationToken cancellationToken) =>
        PostgreSqlCompletion.CompleteAsync(context, completions, now, cancellationToken);

    public override Task<List<MessageEntity>> LockMessagesAsync(DbContext context, Guid[] ids, CancellationToken cancellationToken)
    {
        var sql = $$"""SELECT * FROM {{Table<MessageEntity>(context)}} WHERE id = ANY ({0}) ORDER BY id {{RowLock}}""";
        return context.Set<MessageEntity>().FromSqlRaw(sql, ids).AsNoTracking().ToListAsync(cancellationToken);
    }

    public override Task WriteReportedAsync(
        DbContext context, IReadOnlyList<(MessageEntity Row, MessageCompletion Completion)> reported, CancellationToken cancellationToken) =>
        PostgreSqlReports.WriteAsync(context, reported, cancellationToken);

    public override async Task AddReportsAsync(DbContext context, IReadOnlyList<ReportEntity> reports, CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(context);
        await using (batch.ConfigureAwait(false))
        {
            var columns = ReportColumns.All;
            batch.Add(
                $"INSERT INTO {Table<ReportEntity>(context)} ({columns.Names}) SELECT {columns.Names} FROM {columns.Rows()} ORDER BY place",
                columns.Arrays(reports));
            await batch.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task<int> FoldCountsAsync(DbContext context, int limit, CancellationToken cancellationToken) =>
        PostgreSqlCounts.FoldAsync(context, limit, cancellationToken);

    public override Task RecountAsync(DbContext context, CancellationToken cancellationToken) =>
        PostgreSqlCounts.RecountAsync(context, cancellationToken);

    public override Task MigrateAsync(DbContext context, CancellationToken cancellationToken) =>
        PostgreSqlMigrations.ApplyAsync(context, cancellationToken);

    public override Task LockAsync<TEntity>(DbContext context, CancellationToken cancellationToken)
    {
        var sql = $"LOCK TABLE {Table<TEntity>(context)} IN SHARE ROW EXCLUSIVE MODE";
        return context.Database.ExecuteSqlRawAsync(sql, cancellationToken);
    }
}
