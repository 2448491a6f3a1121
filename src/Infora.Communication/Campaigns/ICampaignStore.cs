using Infora.Communication.Messages;

namespace Infora.Communication.Campaigns;

/// <summary>
/// Keeps campaigns. Their recipients are messages with the campaign's id, which <see cref="Campaign.Own"/> gives them: a
/// recipient that is there already is known by the message's id. It belongs to the same place as the <see cref="IMessageStore"/>.
/// </summary>
public interface ICampaignStore
{
    /// <summary>Stores a campaign together with its recipients' messages, all or none; of two with one address the first.</summary>
    /// <returns>The stored campaign with its id.</returns>
    Task<Campaign> AddAsync(Campaign campaign, IReadOnlyList<StoredMessage> recipients, CancellationToken cancellationToken);

    /// <summary>
    /// Adds recipients to a draft, all that are not there already, and takes its <see cref="Campaign.Estimate"/> away. The
    /// campaign stays a draft until they are stored, whoever starts it meanwhile.
    /// </summary>
    /// <returns>How many were added; <see cref="StoreOutcome.VersionConflict"/> where the campaign is no draft, and then none was.</returns>
    Task<(StoreOutcome Outcome, int Added)> AddRecipientsAsync(
        MessageChannel channel, int id, IReadOnlyList<StoredMessage> recipients, CancellationToken cancellationToken);

    /// <summary>One campaign of a channel, or null.</summary>
    Task<Campaign?> FindAsync(MessageChannel channel, int id, CancellationToken cancellationToken);

    /// <summary>Campaigns of a channel, or of both, newest first, those with an id below <paramref name="beforeId"/>.</summary>
    Task<IReadOnlyList<Campaign>> ListAsync(
        MessageChannel? channel, int? beforeId, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The campaigns that something is to be done for: scheduled and running ones, and cancelled ones that are not
    /// <see cref="Campaign.CompletedAt"/> a time, by id.
    /// </summary>
    Task<IReadOnlyList<Campaign>> ListActiveAsync(CancellationToken cancellationToken);

    /// <summary>Changes one campaign, so that nobody else changes it, or adds recipients, in between.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="change">Gives the campaign as it is to be from what it is, with its counts; null leaves it. May be called again.</param>
    /// <param name="cancellationToken">Stops before it is changed.</param>
    /// <returns>The campaign as it is now, null where there is none, and whether it was changed.</returns>
    Task<(Campaign? Campaign, bool Changed)> ChangeAsync(
        MessageChannel channel, int id, Func<CampaignProgress, Campaign?> change, CancellationToken cancellationToken);

    /// <summary>Reads recipients' messages in the order of their ids.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="after">Only those with a higher id.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<IReadOnlyList<StoredMessage>> ListRecipientsAsync(int id, Guid? after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Cancels messages of a campaign that are queued, or uncertain and to be sent again; one that a provider may have taken
    /// before stays uncertain.
    /// </summary>
    /// <returns>How many; fewer than <paramref name="limit"/> where none is left.</returns>
    Task<int> CancelQueuedAsync(int id, int limit, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Queues failed messages of a campaign anew, with all the tries that new ones have.</summary>
    /// <returns>How many; fewer than <paramref name="limit"/> where none is left.</returns>
    Task<int> RetryFailedAsync(int id, int limit, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Claims due messages of a running campaign, as <see cref="Outbox.IOutboxStore.ClaimDueAsync"/> does it for all others;
    /// none where it is not running, or has no budget left for them.
    /// </summary>
    Task<IReadOnlyList<StoredMessage>> ClaimAsync(CampaignClaim claim, CancellationToken cancellationToken);
}
