using System.Text.Json.Nodes;
using Infora.Communication.Messages;

namespace Infora.Communication.Campaigns;

/// <summary>Keeps campaigns in this process; they are gone when it ends.</summary>
internal sealed class InMemoryCampaignStore(InMemoryMessageStore messageStore, TimeProvider time) : ICampaignStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, Campaign> _campaigns = [];
    private int _lastId;

    public Task<Campaign> AddAsync(
        Campaign campaign, IReadOnlyList<StoredMessage> recipients, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var stored = Copy(campaign with { Id = ++_lastId, Version = 1, CreatedAt = time.GetUtcNow() });
            messageStore.AddRecipients([.. recipients.Select(stored.Own)]);
            Put(stored);
            return Task.FromResult(Copy(stored));
        }
    }

    public Task<(StoreOutcome Outcome, int Added)> AddRecipientsAsync(
        MessageChannel channel, int id, IReadOnlyList<StoredMessage> recipients, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Get(channel, id) is not { } campaign)
            {
                return Task.FromResult((StoreOutcome.NotFound, 0));
            }

            if (campaign.Status is not CampaignStatus.Draft)
            {
                return Task.FromResult((StoreOutcome.VersionConflict, 0));
            }

            _campaigns[id] = campaign with { Estimate = null };
            return Task.FromResult((StoreOutcome.Done, messageStore.AddRecipients([.. recipients.Select(campaign.Own)])));
        }
    }

    public Task<Campaign?> FindAsync(MessageChannel channel, int id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(Get(channel, id) is { } campaign ? Copy(campaign) : null);
        }
    }

    public Task<IReadOnlyList<Campaign>> ListAsync(
        MessageChannel? channel, int? beforeId, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Campaign>>(
            [
                .. _campaigns.Values
                    .Where(campaign => (channel is null || campaign.Channel == channel) && (beforeId is null || campaign.Id < beforeId))
                    .Reverse().Take(limit).Select(Copy),
            ]);
        }
    }

    public Task<IReadOnlyList<Campaign>> ListActiveAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Campaign>>(
            [
                .. _campaigns.Values
                    .Where(campaign => campaign.Status is CampaignStatus.Scheduled or CampaignStatus.Running
                        || campaign is { Status: CampaignStatus.Cancelled, CompletedAt: null })
                    .Select(Copy),
            ]);
        }
    }

    public Task<(Campaign? Campaign, bool Changed)> ChangeAsync(
        MessageChannel channel, int id, Func<CampaignProgress, Campaign?> change, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Get(channel, id) is not { } campaign)
            {
                return Task.FromResult<(Campaign?, bool)>((null, false));
            }

            var changed = change(ProgressOf(campaign));
            if (changed is not null)
            {
                Put(Copy(changed with { Version = campaign.Version + 1 }));
            }

            return Task.FromResult<(Campaign?, bool)>((Copy(_campaigns[id]), changed is not null));
        }
    }

    public Task<IReadOnlyList<StoredMessage>> ListRecipientsAsync(int id, Guid? after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(messageStore.ListRecipients(id, after, limit));

    public Task<int> CancelQueuedAsync(int id, int limit, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult(messageStore.CancelRecipients(id, limit, now));

    public Task<int> RetryFailedAsync(int id, int limit, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult(messageStore.RetryRecipients(id, limit, now));

    public Task<IReadOnlyList<StoredMessage>> ClaimAsync(CampaignClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        lock (_gate)
        {
            return Task.FromResult(_campaigns.TryGetValue(claim.CampaignId, out var campaign) && campaign.Status is CampaignStatus.Running
                ? messageStore.ClaimRecipients(claim, claim.Budget is null ? claim.Limit : claim.RoomIn(ProgressOf(campaign)))
                : []);
        }
    }

    private CampaignProgress ProgressOf(Campaign campaign) => CampaignProgress.Of(Copy(campaign), messageStore.CountByCampaign([campaign.Id]));

    private void Put(Campaign campaign)
    {
        _campaigns[campaign.Id] = campaign;
        messageStore.SetRunning(campaign.Id, campaign.Status is CampaignStatus.Running);
    }

    private Campaign? Get(MessageChannel channel, int id) =>
        _campaigns.TryGetValue(id, out var campaign) && campaign.Channel == channel ? campaign : null;

    /// <summary>A JSON object can be changed by whoever holds it.</summary>
    private static Campaign Copy(Campaign campaign) => campaign with { Variables = (JsonObject)campaign.Variables.DeepClone() };
}
