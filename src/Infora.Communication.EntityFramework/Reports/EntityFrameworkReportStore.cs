using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.Reports;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Reports;

/// <summary>Keeps vendors' reports in the database until they are written to their messages.</summary>
internal sealed class EntityFrameworkReportStore(CommunicationDatabase database) : IReportStore
{
    public Task AddAsync(IReadOnlyList<ReceivedReport> reports, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return database.WriteAsync((context, token) => DatabaseDialect.Of(context).AddReportsAsync(context, [.. reports.Select(ReportEntity.Of)], token), cancellationToken);
    }

    public async Task<int> ApplyAsync(
        int limit, DateTimeOffset now, Func<ReportCase, ReportRuling> judge, CancellationToken cancellationToken)
    {
        // Mostly none is due, and then nobody's turn to write is taken.
        var isAny = await database.ReadAsync(
            (context, token) => context.Set<ReportEntity>().AnyAsync(report => report.DueAt <= now, token), cancellationToken).ConfigureAwait(false);
        return isAny
            ? await database.WriteAsync((context, token) => new ReportApplication(context, judge).ApplyAsync(limit, now, token), cancellationToken).ConfigureAwait(false)
            : 0;
    }

    public Task<IReadOnlyList<ReceivedReport>> ListUnmatchedAsync(long? beforeId, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ReceivedReport>>(
            async (context, token) =>
            {
                var rows = await context.Set<ReportEntity>().AsNoTracking()
                    .Where(report => report.DueAt == null && (beforeId == null || report.Id < beforeId))
                    .OrderByDescending(report => report.Id).Take(limit)
                    .ToListAsync(token).ConfigureAwait(false);
                return [.. rows.Select(row => row.Read())];
            },
            cancellationToken);
}
