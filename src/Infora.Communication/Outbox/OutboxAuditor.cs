using Infora.Communication.Alerts;
using Infora.Communication.Statistics;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Outbox;

/// <summary>
/// Counts messages that no step leads on from, and counters that differ from the messages, and raises an alert where there
/// are any.
/// </summary>
internal sealed class OutboxAuditor(
    IOutboxStore store,
    IMessageCounts counts,
    AlertDesk alerts,
    CommunicationEnvironment environment,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time)
{
    /// <summary>Leases are looked after three times in each, so that one this old was looked past.</summary>
    private const int LeasesUntilAbandoned = 3;

    private const string DifferingCause = "counters_out_of_step/statistics";

    /// <summary>A comparison reads all messages of two days, and health checks are asked every few seconds.</summary>
    private static readonly TimeSpan BetweenComparisons = TimeSpan.FromHours(1);

    private Comparison? _comparison;

    /// <returns>How many there are; null where the store cannot say.</returns>
    public async Task<long?> CountStuckAsync(CancellationToken cancellationToken)
    {
        if (store is not IOutboxAudit auditing)
        {
            return null;
        }

        var leaseEndedBefore = time.GetUtcNow() - (options.CurrentValue.Dispatcher.Lease * LeasesUntilAbandoned);
        var audit = await auditing.AuditAsync(leaseEndedBefore, cancellationToken).ConfigureAwait(false);
        var stuck = audit.Undated + audit.Abandoned + audit.Miscounted;
        if (stuck > 0)
        {
            alerts.Raise(AlertKind.CountersOutOfStep, AlertSeverity.Critical, "counters_out_of_step",
                $"{stuck} messages are in a state that no step leads on from: {audit.Undated} queued and due at no time, {audit.Abandoned} being sent by nobody, "
                + $"{audit.Miscounted} counted wrongly. Nothing sends them any more: report it, and look at them in GET /messages.");
        }

        return stuck;
    }

    /// <summary>
    /// Compares the counters of today and yesterday: what is wrong with a writer shows in what it writes now, and these days
    /// are a range of the index of acceptance, however old the database is.
    /// </summary>
    /// <returns>How many differ.</returns>
    public async Task<long> CountOutOfStepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();

        // Once they differ each call looks again, so that it is seen when they do not any more.
        if (_comparison is { Differing: 0 } last && now - last.At < BetweenComparisons)
        {
            return 0;
        }

        var today = environment.DayOf(now);
        var differing = await counts.CompareAsync(today.AddDays(-1), today, cancellationToken).ConfigureAwait(false);
        _comparison = new Comparison(now, differing);
        if (differing > 0)
        {
            alerts.Raise(AlertKind.CountersOutOfStep, AlertSeverity.Critical, DifferingCause,
                $"{differing} counters of the statistics differ from the messages that they count. Messages are sent all the same. Were rows changed by hand, or "
                + "by an older version of the library? IMessageCounts.RebuildAsync counts anew.");
        }
        else
        {
            alerts.Clear(DifferingCause);
        }

        return differing;
    }

    private sealed record Comparison(DateTimeOffset At, long Differing);
}
