namespace Infora.Communication.Campaigns;

/// <summary>Creates, starts and watches campaigns.</summary>
public interface ICampaigns
{
    /// <summary>Creates a campaign with its recipients, all or none, and starts it unless it is to stay a draft.</summary>
    /// <param name="draft">The campaign.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    Task<CampaignResult> CreateAsync(CampaignDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Adds recipients to a draft, in portions as they come: memory does not grow with their number.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="rows">The recipients.</param>
    /// <param name="cancellationToken">Stops between two portions; what was added stays.</param>
    Task<CampaignFill> AddRecipientsAsync(
        MessageChannel channel, int id, IAsyncEnumerable<CampaignRecipientRow> rows, CancellationToken cancellationToken = default);

    /// <summary>Renders a campaign for every recipient, and keeps what it found with the campaign.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The campaign with its <see cref="Campaign.Estimate"/>.</returns>
    Task<CampaignResult> EstimateAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a draft, at once or at its time. Its audience is read and its estimate made where that was not done yet.
    /// </summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops before it is started.</param>
    Task<CampaignResult> StartAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default);

    /// <summary>Stops a running or scheduled campaign, in every process within two seconds; what is in the air ends.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops before it is paused.</param>
    Task<CampaignResult> PauseAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default);

    /// <summary>Lets a paused campaign go on where it stopped.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops before it goes on.</param>
    Task<CampaignResult> ResumeAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default);

    /// <summary>Ends a campaign: nobody who is still queued gets it.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops before it is cancelled.</param>
    Task<CampaignResult> CancelAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default);

    /// <summary>Sends all failed messages of a campaign anew, with all the tries that new ones have.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops between two portions; the campaign runs for those that were queued.</param>
    Task<CampaignResult> RetryFailedAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default);

    /// <summary>One campaign with its counts, or null.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<CampaignProgress?> FindAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default);

    /// <summary>Campaigns of a channel with their counts, newest first.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="beforeId">Only those with a lower id: the cursor of the next page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<IReadOnlyList<CampaignProgress>> ListAsync(
        MessageChannel channel, int? beforeId, int limit, CancellationToken cancellationToken = default);
}
