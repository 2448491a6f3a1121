using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Statistics;

namespace Infora.Communication.Campaigns;

internal sealed class StoredCampaigns(
    CampaignAcceptance acceptance, ICampaignStore store, IMessageStore messages, IDispatchTrigger trigger, TimeProvider time) : ICampaigns
{
    public async Task<CampaignResult> CreateAsync(CampaignDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var accepted = await acceptance.AcceptAsync(draft, cancellationToken).ConfigureAwait(false);
        if (accepted.Campaign is null)
        {
            return accepted.Reason is null
                ? new CampaignResult { Outcome = CampaignOutcome.Invalid, Errors = accepted.Errors }
                : new CampaignResult { Outcome = CampaignOutcome.NotAllowed, Reason = accepted.Reason, Errors = accepted.Errors };
        }

        var campaign = await store.AddAsync(accepted.Campaign, accepted.Messages, cancellationToken).ConfigureAwait(false);
        trigger.Raise();
        return new CampaignResult { Outcome = CampaignOutcome.Done, Campaign = campaign };
    }

    public async Task<CampaignResult> StartAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(channel, id, cancellationToken).ConfigureAwait(false) is not { } progress)
        {
            return new CampaignResult { Outcome = CampaignOutcome.NotFound };
        }

        if (progress.Campaign.Status is not CampaignStatus.Draft)
        {
            return NotAllowed(progress.Campaign, $"Only a draft can be started; the campaign is {SnakeCase.Name(progress.Campaign.Status)}.");
        }

        if (progress.Total is 0)
        {
            return NotAllowed(progress.Campaign, "The campaign has no recipients.");
        }

        var result = await store.StartAsync(channel, id, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        trigger.Raise();
        return result.Outcome is StoreOutcome.Done
            ? new CampaignResult { Outcome = CampaignOutcome.Done, Campaign = result.Value }
            : NotAllowed(result.Value ?? progress.Campaign, "Somebody else started it in between.");
    }

    public async Task<CampaignProgress?> FindAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default)
    {
        var campaign = await store.FindAsync(channel, id, cancellationToken).ConfigureAwait(false);
        return campaign is null ? null : (await CountAsync([campaign], cancellationToken).ConfigureAwait(false))[0];
    }

    public async Task<IReadOnlyList<CampaignProgress>> ListAsync(
        MessageChannel channel, int? beforeId, int limit, CancellationToken cancellationToken = default)
    {
        var campaigns = await store.ListAsync(channel, beforeId, limit, cancellationToken).ConfigureAwait(false);
        return await CountAsync(campaigns, cancellationToken).ConfigureAwait(false);
    }

    private static CampaignResult NotAllowed(Campaign campaign, string reason) =>
        new() { Outcome = CampaignOutcome.NotAllowed, Campaign = campaign, Reason = reason };

    private async Task<IReadOnlyList<CampaignProgress>> CountAsync(IReadOnlyList<Campaign> campaigns, CancellationToken cancellationToken)
    {
        var counts = await messages.CountByCampaignAsync([.. campaigns.Select(campaign => campaign.Id)], cancellationToken).ConfigureAwait(false);
        var byCampaign = counts.ToLookup(count => count.CampaignId);
        return [.. campaigns.Select(campaign => Progress(campaign, [.. byCampaign[campaign.Id]]))];
    }

    private static CampaignProgress Progress(Campaign campaign, IReadOnlyList<CampaignStatusCount> counts) => new(
        campaign,
        counts.GroupBy(count => count.Status).ToDictionary(group => group.Key, group => group.Sum(count => count.Messages)),
        counts.Sum(count => count.Opened),
        counts.Sum(count => count.Clicked),
        [.. counts.Where(count => count.Currency is not null).GroupBy(count => count.Currency!)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Money(group.Sum(count => count.Cost), group.Key))]);
}
