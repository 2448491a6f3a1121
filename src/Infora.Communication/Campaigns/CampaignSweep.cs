using Infora.Communication.Alerts;
using Infora.Communication.Messages;

namespace Infora.Communication.Campaigns;

/// <summary>Moves campaigns on: starts those whose time has come, ends those whose recipients all have an outcome, and empties cancelled ones.</summary>
internal sealed class CampaignSweep(ICampaignStore store, IMessageStore messages, AlertDesk alerts, TimeProvider time)
{
    private const int Portion = 1_000;

    /// <summary>How many portions of a cancelled campaign are cancelled in one go, so that other messages do not wait for it.</summary>
    private const int MostPortions = 10;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var active = await store.ListActiveAsync(cancellationToken).ConfigureAwait(false);
        if (active.Count is 0)
        {
            return;
        }

        var counts = (await messages.CountByCampaignAsync([.. active.Select(campaign => campaign.Id)], cancellationToken).ConfigureAwait(false))
            .ToLookup(count => count.CampaignId);
        foreach (var campaign in active)
        {
            if (campaign.Status is CampaignStatus.Cancelled)
            {
                await CancelQueuedAsync(campaign, cancellationToken).ConfigureAwait(false);
            }

            // Whether it moves is seen from the counts, and decided under its lock.
            if (Next(CampaignProgress.Of(campaign, [.. counts[campaign.Id]])) is not null || campaign.Status is CampaignStatus.Cancelled)
            {
                await MoveAsync(campaign, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task MoveAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var (moved, changed) = await store.ChangeAsync(campaign.Channel, campaign.Id, Next, cancellationToken).ConfigureAwait(false);
        if (changed && moved is { Status: CampaignStatus.Paused, Reason: { } reason })
        {
            alerts.Raise(AlertKind.CampaignPaused, AlertSeverity.Warning, $"campaign_paused/{moved.Id}", $"The campaign '{moved.Name}' paused. {reason}", campaignId: moved.Id);
        }
    }

    /// <summary>The campaign as it is to be; null where it stays as it is.</summary>
    private Campaign? Next(CampaignProgress progress)
    {
        var now = time.GetUtcNow();
        var campaign = progress.Campaign;
        return campaign.Status switch
        {
            CampaignStatus.Scheduled when campaign.ScheduledAt + campaign.MaxDelay < now => campaign with
            {
                Status = CampaignStatus.Paused,
                Reason = $"It was to start at {campaign.ScheduledAt:yyyy-MM-dd HH:mm:ss} UTC and could not within {campaign.MaxDelay}; resume it to send it now, or cancel it.",
            },
            CampaignStatus.Scheduled when campaign.ScheduledAt is null || campaign.ScheduledAt <= now =>
                campaign with { Status = CampaignStatus.Running, StartedAt = now },
            CampaignStatus.Running when !progress.IsUnderWay => campaign with
            {
                Status = progress.Count(MessageStatus.Failed) > 0 ? CampaignStatus.CompletedWithFailures : CampaignStatus.Completed,
                CompletedAt = now,
            },
            CampaignStatus.Running when IsOverBudget(progress) => campaign with
            {
                Status = CampaignStatus.Paused,
                Reason = $"Its budget of {campaign.Budget} has no room for another message; cancel it, or send the rest with another campaign.",
            },
            CampaignStatus.Cancelled when progress.Count(MessageStatus.Queued) + progress.Count(MessageStatus.Sending) is 0 => campaign with { CompletedAt = now },
            _ => null,
        };
    }

    private static bool IsOverBudget(CampaignProgress progress) =>
        progress.Count(MessageStatus.Queued) > 0 && progress.Count(MessageStatus.Sending) is 0
        && CampaignDispatch.ClaimOf(progress.Campaign, limit: 1, default, default).RoomIn(progress) is 0;

    private async Task CancelQueuedAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        for (var portions = 0; portions < MostPortions; portions++)
        {
            if (await store.CancelQueuedAsync(campaign.Id, Portion, time.GetUtcNow(), cancellationToken).ConfigureAwait(false) < Portion)
            {
                return;
            }
        }
    }
}
