using Infora.Communication.Messages;

namespace Infora.Communication.Campaigns;

internal sealed class StoredCampaigns(
    CampaignAcceptance acceptance,
    CampaignFilling filling,
    CampaignEstimator estimator,
    CampaignControl control,
    ICampaignStore store,
    IMessageStore messages) : ICampaigns
{
    public async Task<CampaignResult> CreateAsync(CampaignDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var accepted = await acceptance.AcceptAsync(draft, cancellationToken).ConfigureAwait(false);
        if (accepted.Campaign is null)
        {
            return new CampaignResult { Outcome = CampaignOutcome.Invalid, Errors = accepted.Errors };
        }

        if (draft is { Start: true, Audience: null })
        {
            return await CreateStartedAsync(draft, accepted, cancellationToken).ConfigureAwait(false);
        }

        // The recipients of an audience are read into the stored draft: where that is interrupted, it can be started again.
        var campaign = await store.AddAsync(accepted.Campaign, accepted.Recipients, cancellationToken).ConfigureAwait(false);
        return draft.Start
            ? await control.StartAsync(campaign.Channel, campaign.Id, cancellationToken).ConfigureAwait(false)
            : new CampaignResult { Outcome = CampaignOutcome.Done, Campaign = campaign };
    }

    public async Task<CampaignFill> AddRecipientsAsync(
        MessageChannel channel, int id, IAsyncEnumerable<CampaignRecipientRow> rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var campaign = await store.FindAsync(channel, id, cancellationToken).ConfigureAwait(false);
        return campaign switch
        {
            null => new CampaignFill { Outcome = CampaignOutcome.NotFound },
            { Status: not CampaignStatus.Draft } => new CampaignFill
            {
                Outcome = CampaignOutcome.NotAllowed,
                Reason = $"Recipients can be added to a draft only; the campaign is {SnakeCase.Name(campaign.Status)}.",
            },
            { Audience: not null } => new CampaignFill
            {
                Outcome = CampaignOutcome.NotAllowed,
                Reason = $"The recipients of the campaign come from the audience '{campaign.Audience}'.",
            },
            _ => await filling.AddAsync(campaign, rows, cancellationToken).ConfigureAwait(false),
        };
    }

    public async Task<CampaignResult> EstimateAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default)
    {
        if (await store.FindAsync(channel, id, cancellationToken).ConfigureAwait(false) is not { } campaign)
        {
            return new CampaignResult { Outcome = CampaignOutcome.NotFound };
        }

        if (campaign.Status is CampaignStatus.Completed or CampaignStatus.CompletedWithFailures or CampaignStatus.Cancelled)
        {
            return new CampaignResult
            {
                Outcome = CampaignOutcome.NotAllowed,
                Campaign = campaign,
                Reason = $"There is nothing left to estimate; the campaign is {SnakeCase.Name(campaign.Status)}.",
            };
        }

        if (campaign is { Status: CampaignStatus.Draft, IsFilled: false })
        {
            var fill = await filling.FillAsync(campaign, cancellationToken).ConfigureAwait(false);
            if (fill.Outcome is not CampaignOutcome.Done)
            {
                return new CampaignResult { Outcome = fill.Outcome, Campaign = campaign, Reason = fill.Reason };
            }
        }

        var estimated = await estimator.EstimateAsync(channel, id, cancellationToken).ConfigureAwait(false);
        return estimated?.Estimate is null
            ? new CampaignResult { Outcome = CampaignOutcome.NotAllowed, Campaign = campaign, Reason = "Recipients were added to it meanwhile; ask again." }
            : new CampaignResult { Outcome = CampaignOutcome.Done, Campaign = estimated };
    }

    public Task<CampaignResult> StartAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default) =>
        control.StartAsync(channel, id, cancellationToken);

    public Task<CampaignResult> PauseAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default) =>
        control.PauseAsync(channel, id, cancellationToken);

    public Task<CampaignResult> ResumeAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default) =>
        control.ResumeAsync(channel, id, cancellationToken);

    public Task<CampaignResult> CancelAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default) =>
        control.CancelAsync(channel, id, cancellationToken);

    public Task<CampaignResult> RetryFailedAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default) =>
        control.RetryFailedAsync(channel, id, cancellationToken);

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

    /// <summary>The campaign is stored with its recipients and runs, or nothing is stored.</summary>
    private async Task<CampaignResult> CreateStartedAsync(CampaignDraft draft, AcceptedCampaign accepted, CancellationToken cancellationToken)
    {
        var estimate = await estimator.EstimateAsync(
            accepted.Campaign!, accepted.Recipients.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        var (started, reason) = control.Started(accepted.Campaign! with { Estimate = estimate });
        if (started is null)
        {
            var missing = estimate.MessagesWithMissingVariables > 0 && !draft.AllowPartial
                ? await estimator.ListMissingAsync(draft, cancellationToken).ConfigureAwait(false)
                : [];
            return new CampaignResult { Outcome = CampaignOutcome.NotAllowed, Reason = reason, Errors = missing };
        }

        var campaign = await store.AddAsync(started, accepted.Recipients, cancellationToken).ConfigureAwait(false);
        control.Wake();
        return new CampaignResult { Outcome = CampaignOutcome.Done, Campaign = campaign };
    }

    private async Task<IReadOnlyList<CampaignProgress>> CountAsync(IReadOnlyList<Campaign> campaigns, CancellationToken cancellationToken)
    {
        var counts = await messages.CountByCampaignAsync([.. campaigns.Select(campaign => campaign.Id)], cancellationToken).ConfigureAwait(false);
        var byCampaign = counts.ToLookup(count => count.CampaignId);
        return [.. campaigns.Select(campaign => CampaignProgress.Of(campaign, [.. byCampaign[campaign.Id]]))];
    }
}
