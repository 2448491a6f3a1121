using Infora.Communication.Campaigns;
using Infora.Communication.Messages;

namespace Infora.Communication.Tests.Outbox;

/// <summary>A process's way to the shared campaigns, which tells of each call that sending makes before it is made.</summary>
internal sealed class MortalCampaignStore(ICampaignStore store, Action call) : ICampaignStore
{
    public Task<Campaign> AddAsync(Campaign campaign, IReadOnlyList<StoredMessage> recipients, CancellationToken cancellationToken) =>
        store.AddAsync(campaign, recipients, cancellationToken);

    public Task<(StoreOutcome Outcome, int Added)> AddRecipientsAsync(
        MessageChannel channel, int id, IReadOnlyList<StoredMessage> recipients, CancellationToken cancellationToken) =>
        store.AddRecipientsAsync(channel, id, recipients, cancellationToken);

    public Task<Campaign?> FindAsync(MessageChannel channel, int id, CancellationToken cancellationToken) => store.FindAsync(channel, id, cancellationToken);

    public Task<IReadOnlyList<Campaign>> ListAsync(MessageChannel? channel, int? beforeId, int limit, CancellationToken cancellationToken) =>
        store.ListAsync(channel, beforeId, limit, cancellationToken);

    public Task<IReadOnlyList<Campaign>> ListActiveAsync(CancellationToken cancellationToken) => On(() => store.ListActiveAsync(cancellationToken));

    public Task<(Campaign? Campaign, bool Changed)> ChangeAsync(
        MessageChannel channel, int id, Func<CampaignProgress, Campaign?> change, CancellationToken cancellationToken) =>
        On(() => store.ChangeAsync(channel, id, change, cancellationToken));

    public Task<IReadOnlyList<StoredMessage>> ListRecipientsAsync(int id, Guid? after, int limit, CancellationToken cancellationToken) =>
        store.ListRecipientsAsync(id, after, limit, cancellationToken);

    public Task<int> CancelQueuedAsync(int id, int limit, DateTimeOffset now, CancellationToken cancellationToken) =>
        On(() => store.CancelQueuedAsync(id, limit, now, cancellationToken));

    public Task<int> RetryFailedAsync(int id, int limit, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.RetryFailedAsync(id, limit, now, cancellationToken);

    public Task<IReadOnlyList<StoredMessage>> ClaimAsync(CampaignClaim claim, CancellationToken cancellationToken) =>
        On(() => store.ClaimAsync(claim, cancellationToken));

    private T On<T>(Func<T> make)
    {
        call();
        return make();
    }
}
