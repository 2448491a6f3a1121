using Infora.Communication.Alerts;
using Infora.Communication.Campaigns;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Outbox;

/// <summary>Counts messages that no step leads on from, and raises an alert where there are any.</summary>
internal sealed class OutboxAuditor(
    IOutboxStore store, ICampaignStore campaigns, AlertDesk alerts, IOptionsMonitor<CommunicationOptions> options, TimeProvider time)
{
    /// <summary>Leases are looked after three times in each, so that one this old was looked past.</summary>
    private const int LeasesUntilAbandoned = 3;

    /// <returns>How many there are; null where the store cannot say.</returns>
    public async Task<long?> CountStuckAsync(CancellationToken cancellationToken)
    {
        if (store is not IOutboxAudit auditing)
        {
            return null;
        }

        var leaseEndedBefore = time.GetUtcNow() - (options.CurrentValue.Dispatcher.Lease * LeasesUntilAbandoned);
        var audit = await auditing.AuditAsync(leaseEndedBefore, cancellationToken).ConfigureAwait(false);
        var undated = await CountUndatedAsync(audit.Undated, cancellationToken).ConfigureAwait(false);
        var stuck = undated + audit.Abandoned + audit.Miscounted;
        if (stuck > 0)
        {
            alerts.Raise(AlertKind.CountersOutOfStep, AlertSeverity.Critical, "counters_out_of_step",
                $"{stuck} messages are in a state that no step leads on from: {undated} queued and due at no time, {audit.Abandoned} being sent by nobody, "
                + $"{audit.Miscounted} counted wrongly. Nothing sends them any more: report it, and look at them in GET /messages.");
        }

        return stuck;
    }

    /// <summary>The messages of a campaign that is to start, or to go on, become due when it does.</summary>
    private async Task<long> CountUndatedAsync(IReadOnlyList<UndatedMessages> undated, CancellationToken cancellationToken)
    {
        var stuck = 0L;
        foreach (var messages in undated)
        {
            var campaign = messages.CampaignId is { } id
                ? await campaigns.FindAsync(messages.Channel, id, cancellationToken).ConfigureAwait(false)
                : null;
            stuck += campaign?.Status is CampaignStatus.Draft or CampaignStatus.Scheduled or CampaignStatus.Paused ? 0 : messages.Count;
        }

        return stuck;
    }
}
