using Infora.Communication.Messages;
using Infora.Communication.Outbox;

namespace Infora.Communication.Campaigns;

/// <summary>The steps that a person takes with a campaign. Each is one change of its row, so that two callers cannot both take it.</summary>
internal sealed class CampaignControl(
    ICampaignStore store, CampaignFilling filling, CampaignEstimator estimator, CampaignDispatch dispatch, IDispatchTrigger trigger, TimeProvider time)
{
    private const int Portion = 1_000;

    public async Task<CampaignResult> StartAsync(MessageChannel channel, int id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(channel, id, cancellationToken).ConfigureAwait(false) is not { } campaign)
        {
            return NotFound;
        }

        if (campaign.Status is CampaignStatus.Draft && !campaign.IsFilled)
        {
            var fill = await filling.FillAsync(campaign, cancellationToken).ConfigureAwait(false);
            if (fill.Outcome is not CampaignOutcome.Done)
            {
                return NotAllowed(campaign, fill.Reason!);
            }
        }

        if (campaign.Status is CampaignStatus.Draft)
        {
            await estimator.EstimateAsync(channel, id, cancellationToken).ConfigureAwait(false);
        }

        return await ChangeAsync(channel, id, Start, cancellationToken).ConfigureAwait(false);
    }

    public Task<CampaignResult> PauseAsync(MessageChannel channel, int id, CancellationToken cancellationToken) => ChangeAsync(
        channel,
        id,
        progress => progress.Campaign.Status is CampaignStatus.Running or CampaignStatus.Scheduled
            ? (progress.Campaign with { Status = CampaignStatus.Paused, Reason = null }, null)
            : (null, $"Only a running or scheduled campaign can be paused; it is {StatusOf(progress.Campaign)}."),
        cancellationToken);

    public Task<CampaignResult> ResumeAsync(MessageChannel channel, int id, CancellationToken cancellationToken) => ChangeAsync(
        channel,
        id,
        progress => progress.Campaign.Status is CampaignStatus.Paused
            ? (Going(progress.Campaign), null)
            : (null, $"Only a paused campaign can go on; it is {StatusOf(progress.Campaign)}."),
        cancellationToken);

    public Task<CampaignResult> CancelAsync(MessageChannel channel, int id, CancellationToken cancellationToken) => ChangeAsync(
        channel,
        id,
        progress => progress.Campaign.Status is CampaignStatus.Draft or CampaignStatus.Scheduled or CampaignStatus.Running or CampaignStatus.Paused
            ? (progress.Campaign with { Status = CampaignStatus.Cancelled, Reason = null }, null)
            : (null, $"It is {StatusOf(progress.Campaign)} already."),
        cancellationToken);

    public async Task<CampaignResult> RetryFailedAsync(MessageChannel channel, int id, CancellationToken cancellationToken)
    {
        // It runs first, so that whatever is queued is sent, also where this is interrupted.
        var result = await ChangeAsync(channel, id, Reopen, cancellationToken).ConfigureAwait(false);
        if (result.Outcome is CampaignOutcome.Done)
        {
            while (await store.RetryFailedAsync(id, Portion, time.GetUtcNow(), cancellationToken).ConfigureAwait(false) is Portion)
            {
                Wake();
            }

            Wake();
        }

        return result;
    }

    public async Task<bool> IsCancelledAsync(MessageChannel channel, int id, CancellationToken cancellationToken) =>
        await store.FindAsync(channel, id, cancellationToken).ConfigureAwait(false) is { Status: CampaignStatus.Cancelled };

    /// <summary>A campaign that has ended runs again for a message of it that was queued anew.</summary>
    public async Task ReopenAsync(MessageChannel channel, int id, CancellationToken cancellationToken)
    {
        await store.ChangeAsync(
            channel,
            id,
            progress => progress.Campaign is { Status: CampaignStatus.Completed or CampaignStatus.CompletedWithFailures } ended
                ? ended with { Status = CampaignStatus.Running, CompletedAt = null }
                : null,
            cancellationToken).ConfigureAwait(false);
        Wake();
    }

    /// <summary>A campaign with its estimate as it is once it is started, or why it cannot be.</summary>
    public (Campaign? Started, string? Reason) Started(Campaign estimated) =>
        Refuse(estimated, estimated.Estimate!) is { } reason ? (null, reason) : (Going(estimated), null);

    /// <summary>Something is to be sent.</summary>
    public void Wake()
    {
        dispatch.Forget();
        trigger.Raise();
    }

    private (Campaign? Changed, string? Reason) Start(CampaignProgress progress)
    {
        var campaign = progress.Campaign;
        return campaign.Status is not CampaignStatus.Draft ? (null, $"Only a draft can be started; the campaign is {StatusOf(campaign)}.")
            : !campaign.IsFilled || campaign.Estimate is not { } estimate || estimate.Recipients != progress.Total
                ? (null, "Recipients were added to it just now; start it again.")
            : progress.Total is 0 ? (null, "The campaign has no recipients.")
            : Started(campaign);
    }

    private static string? Refuse(Campaign campaign, CampaignEstimate estimate)
    {
        if (estimate.Recipients > 0 && estimate.MessagesWithMissingVariables == estimate.Recipients && campaign.AllowPartial)
        {
            return $"Nobody would get a message ({string.Join(", ", estimate.Missing)}).";
        }

        if (estimate.MessagesWithMissingVariables > 0 && !campaign.AllowPartial)
        {
            return $"The template misses variables for {estimate.MessagesWithMissingVariables} of {estimate.Recipients} recipients "
                + $"({string.Join(", ", estimate.Missing)}); give them, or allow_partial to leave those recipients out.";
        }

        if (campaign.Budget is not { } budget)
        {
            return null;
        }

        var costs = estimate.Cost.Where(cost => cost.Amount > 0).ToList();
        return costs.Find(cost => cost.Currency != budget.Currency) is { Currency: not null } other
                ? $"It would cost {other}, and its budget is in {budget.Currency}: a budget must be in the currency of the providers' costs."
            : costs.Sum(cost => cost.Amount) is var total && total > budget.Amount
                ? $"It would cost {new Money(total, budget.Currency)}, and its budget is {budget}."
            : null;
    }

    private Campaign Going(Campaign campaign)
    {
        var now = time.GetUtcNow();
        return campaign.StartedAt is null && campaign.ScheduledAt > now
            ? campaign with { Status = CampaignStatus.Scheduled, Reason = null }
            : campaign with { Status = CampaignStatus.Running, Reason = null, StartedAt = campaign.StartedAt ?? now };
    }

    private static (Campaign? Changed, string? Reason) Reopen(CampaignProgress progress) =>
        progress.Count(MessageStatus.Failed) is 0 ? (null, "None of its messages failed.")
        : progress.Campaign.Status is CampaignStatus.CompletedWithFailures or CampaignStatus.Running or CampaignStatus.Paused
            ? (progress.Campaign with { Status = CampaignStatus.Running, Reason = null, CompletedAt = null }, null)
        : (null, $"The failed messages of a campaign that is {StatusOf(progress.Campaign)} cannot be sent again.");

    private async Task<CampaignResult> ChangeAsync(
        MessageChannel channel, int id, Func<CampaignProgress, (Campaign? Changed, string? Reason)> step, CancellationToken cancellationToken)
    {
        string? reason = null;
        var (campaign, changed) = await store.ChangeAsync(
            channel,
            id,
            progress =>
            {
                (var next, reason) = step(progress);
                return next;
            },
            cancellationToken).ConfigureAwait(false);
        Wake();
        return campaign is null ? NotFound
            : changed ? new CampaignResult { Outcome = CampaignOutcome.Done, Campaign = campaign }
            : NotAllowed(campaign, reason!);
    }

    private static CampaignResult NotFound => new() { Outcome = CampaignOutcome.NotFound };

    private static CampaignResult NotAllowed(Campaign campaign, string reason) =>
        new() { Outcome = CampaignOutcome.NotAllowed, Campaign = campaign, Reason = reason };

    private static string StatusOf(Campaign campaign) => SnakeCase.Name(campaign.Status);
}
