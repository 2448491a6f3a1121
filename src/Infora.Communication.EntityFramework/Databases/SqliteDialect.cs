using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.Outbox;
using Infora.Communication.EntityFramework.Reports;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Databases;

/// <summary>A transaction begins with the only right to write, so that what it reads stays true and needs no locks.</summary>
internal sealed class SqliteDialect : DatabaseDialect
{
    public override bool HasOneWriter => true;

    public override string RowLock => "";

    public override string FreeRowLock => "";

    /// <remarks>https://www.sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_.</remarks>
    public override string FilterOnly(string column) => $"+{column}";

    /// <summary>From the digits, in which decimals are stored: arithmetic would be that of binary fractions, which have no exact half.</summary>
    public override string CostParts(string column)
    {
        var digits = $"ltrim({column}, '-')";
        var whole = $"CAST(substr({digits}, 1, instr({digits} || '.', '.') - 1) AS INTEGER)";
        var fraction = $"substr({digits}, instr({digits} || '.', '.') + 1)";
        var parts = $"({whole} * {MessageCost.Parts} + CAST(substr({fraction} || '00000000', 1, 8) AS INTEGER) + (substr({fraction}, 9, 1) >= '5'))";
        return $"coalesce(CASE WHEN {column} LIKE '-%' THEN -1 ELSE 1 END * min({parts}, {MessageCost.Most}), 0)";
    }

    /// <summary>Each priority is a range of the index of due messages, taken in turn.</summary>
    public override string ClaimSql(DbContext context)
    {
        var table = Table<MessageEntity>(context);
        var ranges = Enumerable.Range(0, 3).Select(priority => $$"""
            SELECT id FROM (
                SELECT id FROM {{table}} WHERE status = 'queued' AND campaign_id IS NULL AND priority = {{priority}} AND next_attempt_at <= {2}
                ORDER BY next_attempt_at LIMIT {{{priority + 4}}})
            """);
        return $$"""
            UPDATE {{table}} SET status = 'sending', claim = claim + 1, lease_until = {0}, lease_owner = {1}
            WHERE id IN ({{string.Join(" UNION ALL ", ranges)}} LIMIT {3})
            RETURNING *
            """;
    }

    public override async Task ExtendLeasesAsync(
        DbContext context, IReadOnlyList<MessageClaim> claims, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        foreach (var same in claims.GroupBy(claim => claim.Claim, claim => claim.Id))
        {
            var ids = same.ToList();
            await context.Set<MessageEntity>()
                .Where(message => ids.Contains(message.Id) && message.Status == MessageStatus.Sending && message.Claim == same.Key)
                .ExecuteUpdateAsync(
                    message => message.SetProperty(row => row.LeaseUntil, leaseUntil).SetProperty(row => row.LeaseOwner, MessageLeases.Owner),
                    cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task<HashSet<Guid>> InsertAsync(
        DbContext context, IReadOnlyList<MessageEntity> messages, CancellationToken cancellationToken) =>
        TrackedInserts.InsertAsync(context, messages, cancellationToken);

    public override Task<HashSet<Guid>> InsertNewAsync(
        DbContext context, IReadOnlyList<MessageEntity> messages, CancellationToken cancellationToken) =>
        TrackedInserts.InsertNewAsync(context, messages, cancellationToken);

    public override Task<Admission> AdmitAsync(DbContext context, AdmissionRequest request, CancellationToken cancellationToken) =>
        new TrackedAdmission(context, request).AdmitAsync(cancellationToken);

    public override Task CompleteAsync(
        DbContext context, IReadOnlyList<MessageCompletion> completions, DateTimeOffset now, CancellationToken cancellationToken) =>
        TrackedCompletion.CompleteAsync(context, completions, now, cancellationToken);

    public override Task<List<MessageEntity>> LockMessagesAsync(DbContext context, Guid[] ids, CancellationToken cancellationToken) =>
        context.Set<MessageEntity>().AsNoTracking().Where(message => ids.Contains(message.Id)).OrderBy(message => message.Id).ToListAsync(cancellationToken);

    public override Task WriteReportedAsync(
        DbContext context, IReadOnlyList<(MessageEntity Row, MessageCompletion Completion)> reported, CancellationToken cancellationToken)
    {
        foreach (var (row, completion) in reported)
        {
            context.Attach(row);
            row.Apply(completion.State);
            context.AddRange(completion.Events.Select(happened => happened.ToEntity(row.Id)));
        }

        return context.SaveCountedAsync(cancellationToken);
    }

    public override async Task AddReportsAsync(DbContext context, IReadOnlyList<ReportEntity> reports, CancellationToken cancellationToken)
    {
        context.AddRange(reports);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    public override Task<int> FoldCountsAsync(DbContext context, int limit, CancellationToken cancellationToken) =>
        SqliteCounts.FoldAsync(context, limit, cancellationToken);

    public override Task RecountAsync(DbContext context, CancellationToken cancellationToken) =>
        SqliteCounts.RecountAsync(context, cancellationToken);

    public override Task MigrateAsync(DbContext context, CancellationToken cancellationToken) =>
        context.Database.MigrateAsync(cancellationToken);

    public override Task LockAsync<TEntity>(DbContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
