using Infora.Communication.Outbox;

namespace Infora.Communication.Reports;

/// <summary>Stores what vendors report, many requests in one transaction, and says that there is something to apply.</summary>
internal sealed class ReportIntake
{
    private const int RequestsAtOnce = 500;

    private readonly IReportStore _store;
    private readonly ReportSignal _signal;
    private readonly TimeProvider _time;
    private readonly GroupCommit<IReadOnlyList<ReceivedReport>, bool> _commits;

    public ReportIntake(IReportStore store, ReportSignal signal, TimeProvider time)
    {
        (_store, _signal, _time) = (store, signal, time);
        _commits = new GroupCommit<IReadOnlyList<ReceivedReport>, bool>(RequestsAtOnce, StoreAsync);
    }

    /// <summary>Ends once the reports are stored.</summary>
    public async Task AddAsync(MessageChannel channel, int providerId, IReadOnlyList<DeliveryReport> reports)
    {
        if (reports.Count > 0)
        {
            var now = _time.GetUtcNow();
            await _commits.AddAsync([.. reports.Select(report => new ReceivedReport(channel, providerId, now, ReportText.Clean(report)) { DueAt = now })]).ConfigureAwait(false);
        }
    }

    /// <summary>Nobody's call ends it: reports of others are in the same transaction.</summary>
    private async Task<IReadOnlyList<bool>> StoreAsync(IReadOnlyList<IReadOnlyList<ReceivedReport>> requests)
    {
        await _store.AddAsync([.. requests.SelectMany(reports => reports)], CancellationToken.None).ConfigureAwait(false);
        _signal.Raise();
        return [.. requests.Select(_ => true)];
    }
}
