using Infora.Communication.Messages;
using Infora.Communication.Suppressions;

namespace Infora.Communication.Reports;

/// <summary>Keeps reports in this process.</summary>
internal sealed class InMemoryReportStore(InMemoryMessageStore messages, ISuppressionStore suppressions) : IReportStore, IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly SortedDictionary<long, ReceivedReport> _reports = [];
    private long _lastId;

    public Task AddAsync(IReadOnlyList<ReceivedReport> reports, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var report in reports)
            {
                _reports.Add(++_lastId, report with { Id = _lastId });
            }
        }

        return Task.CompletedTask;
    }

    public async Task<int> ApplyAsync(
        int limit, DateTimeOffset now, Func<ReportCase, ReportRuling> judge, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var due = Locked(reports => reports.Where(report => report.DueAt <= now).OrderBy(report => report.DueAt).ThenBy(report => report.Id).Take(limit).ToList());
            foreach (var (messageId, group) in Grouped(due))
            {
                var ruling = messages.ApplyReports(messageId, group, judge);
                Keep(group, ruling.Kept);
                await suppressions.AddAsync(ruling.Suppressed, cancellationToken).ConfigureAwait(false);
                foreach (var key in ruling.Lifted)
                {
                    await LiftAsync(key, cancellationToken).ConfigureAwait(false);
                }
            }

            return due.Count;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public Task<IReadOnlyList<ReceivedReport>> ListUnmatchedAsync(long? beforeId, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReceivedReport>>(Locked(reports => reports
            .Where(report => report.DueAt is null && (beforeId is null || report.Id < beforeId)).Reverse().Take(limit).ToList()));

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Together with the others of its message; one of no message alone.</summary>
    private IEnumerable<(Guid? MessageId, List<ReceivedReport> Reports)> Grouped(List<ReceivedReport> due) => due
        .Select(report => (Report: report, MessageId: messages.FindReported(report)))
        .GroupBy(found => (found.MessageId, Alone: found.MessageId is null ? found.Report.Id : 0))
        .Select(group => (group.Key.MessageId, group.Select(found => found.Report).ToList()));

    private void Keep(List<ReceivedReport> taken, IReadOnlyList<ReceivedReport> kept)
    {
        lock (_gate)
        {
            taken.ForEach(report => _reports.Remove(report.Id));
            foreach (var report in kept)
            {
                _reports[report.Id] = report;
            }
        }
    }

    private async Task LiftAsync(SuppressionKey key, CancellationToken cancellationToken)
    {
        var found = await suppressions.FindAsync(key.Channel, [key.Recipient], cancellationToken).ConfigureAwait(false);
        foreach (var own in found.Where(suppression => SuppressionKey.Of(suppression) == key && SuppressionList.IsOwnWill(suppression.Reason)))
        {
            await suppressions.RemoveAsync(own.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    private T Locked<T>(Func<IEnumerable<ReceivedReport>, T> read)
    {
        lock (_gate)
        {
            return read(_reports.Values);
        }
    }
}
