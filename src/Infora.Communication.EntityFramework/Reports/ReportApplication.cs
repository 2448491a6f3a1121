using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.Suppressions;
using Infora.Communication.Messages;
using Infora.Communication.Reports;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Reports;

/// <summary>
/// Writes reports to their messages, within a transaction: what happened, where the messages stand, their counters and
/// who is not to be written to any more. Messages are locked in the order of their ids, as everywhere.
/// </summary>
internal sealed class ReportApplication(DbContext context, Func<ReportCase, ReportRuling> judge)
{
    private readonly List<(MessageEntity Row, MessageCompletion Completion)> _reported = [];

    /// <returns>How many reports were taken; what another process is just taking is passed over.</returns>
    public async Task<int> ApplyAsync(int limit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sql = $$"""
            SELECT * FROM {{DatabaseDialect.Table<ReportEntity>(context)}} WHERE due_at <= {0}
            ORDER BY due_at, id LIMIT {1} {{DatabaseDialect.Of(context).FreeRowLock}}
            """;
        var rows = await context.Set<ReportEntity>().FromSqlRaw(sql, UtcTimeConverter.ToStored(now), limit).AsNoTracking()
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        if (rows.Count is 0)
        {
            return 0;
        }

        var reports = rows.OrderBy(row => row.Id).Select(row => row.Read()).ToList();
        var found = await ReportedMessages.FindAsync(context, reports, cancellationToken).ConfigureAwait(false);
        var rulings = await JudgeAsync(reports, found, cancellationToken).ConfigureAwait(false);
        await ForgetAsync(reports, [.. rulings.SelectMany(ruling => ruling.Kept)], cancellationToken).ConfigureAwait(false);
        await DatabaseDialect.Of(context).WriteReportedAsync(context, _reported, cancellationToken).ConfigureAwait(false);
        await SuppressionRows.ChangeAsync(
            context,
            [.. rulings.SelectMany(ruling => ruling.Lifted)],
            [.. rulings.SelectMany(ruling => ruling.Suppressed)],
            cancellationToken).ConfigureAwait(false);
        return reports.Count;
    }

    private async Task<List<ReportRuling>> JudgeAsync(
        List<ReceivedReport> reports, Dictionary<long, Guid> found, CancellationToken cancellationToken)
    {
        var ids = found.Values.Distinct().Order().ToArray();
        var messages = ids.Length is 0 ? [] : await DatabaseDialect.Of(context).LockMessagesAsync(context, ids, cancellationToken).ConfigureAwait(false);
        var recipients = await context.Set<MessageContentEntity>().AsNoTracking().Where(content => ids.Contains(content.MessageId))
            .Select(content => new { content.MessageId, content.RecipientKey })
            .ToDictionaryAsync(content => content.MessageId, content => content.RecipientKey, cancellationToken).ConfigureAwait(false);
        var known = (await context.Set<MessageEventEntity>().AsNoTracking().Where(happened => ids.Contains(happened.MessageId))
            .OrderBy(happened => happened.Id)
            .ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(happened => happened.MessageId, happened => happened.ToRecord());

        var byId = messages.ToDictionary(message => message.Id);
        var rulings = new List<ReportRuling>();
        foreach (var group in reports.GroupBy(report => found.TryGetValue(report.Id, out var id) && byId.ContainsKey(id) ? id : (Guid?)null))
        {
            if (group.Key is not { } id)
            {
                rulings.AddRange(group.Select(report => judge(new ReportCase(null, null, [], [report]))));
                continue;
            }

            var row = byId[id];
            var ruling = judge(new ReportCase(row.ToRecord(), recipients.GetValueOrDefault(id), [.. known[id]], [.. group]));
            if (ruling.Completion is { } completion)
            {
                _reported.Add((row, completion));
            }

            rulings.Add(ruling);
        }

        return rulings;
    }

    private async Task ForgetAsync(List<ReceivedReport> taken, List<ReceivedReport> kept, CancellationToken cancellationToken)
    {
        var keptIds = kept.Select(report => report.Id).ToHashSet();
        var goneIds = taken.Select(report => report.Id).Where(id => !keptIds.Contains(id)).ToList();
        await context.Set<ReportEntity>().Where(report => goneIds.Contains(report.Id)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        foreach (var report in kept)
        {
            var row = ReportEntity.Of(report);
            context.Attach(row).Property(entity => entity.DueAt).IsModified = true;
        }
    }
}
