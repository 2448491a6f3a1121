using Infora.Communication.Campaigns;
using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Campaigns;

/// <summary>Keeps campaigns in the database.</summary>
internal sealed class EntityFrameworkCampaignStore(CommunicationDatabase database, TimeProvider time) : ICampaignStore
{
    public Task<Campaign> AddAsync(
        Campaign campaign, IReadOnlyList<StoredMessage> recipients, CancellationToken cancellationToken) => database.WriteAsync(
        async (context, token) =>
        {
            var row = CampaignEntity.Create(campaign, time.GetUtcNow());
            context.Add(row);
            await context.SaveChangesAsync(token).ConfigureAwait(false);
            var stored = row.Read();
            await CampaignRecipientRows.AddAsync(context, stored, recipients, token).ConfigureAwait(false);
            return stored;
        },
        cancellationToken);

    public Task<(StoreOutcome Outcome, int Added)> AddRecipientsAsync(
        MessageChannel channel, int id, IReadOnlyList<StoredMessage> recipients, CancellationToken cancellationToken) => database.WriteAsync(
        async (context, token) =>
        {
            if (await CampaignRows.LockAsync(context, channel, id, token).ConfigureAwait(false) is not { } row)
            {
                return (StoreOutcome.NotFound, 0);
            }

            if (row.Status is not CampaignStatus.Draft)
            {
                return (StoreOutcome.VersionConflict, 0);
            }

            row.Estimate = null;
            await context.SaveChangesAsync(token).ConfigureAwait(false);
            return (StoreOutcome.Done, await CampaignRecipientRows.AddAsync(context, row.Read(), recipients, token).ConfigureAwait(false));
        },
        cancellationToken);

    public Task<Campaign?> FindAsync(MessageChannel channel, int id, CancellationToken cancellationToken) => database.ReadAsync(
        async (context, token) => (await context.Set<CampaignEntity>().AsNoTracking()
            .SingleOrDefaultAsync(campaign => campaign.Id == id && campaign.Channel == channel, token).ConfigureAwait(false))?.Read(),
        cancellationToken);

    public Task<IReadOnlyList<Campaign>> ListAsync(
        MessageChannel? channel, int? beforeId, int limit, CancellationToken cancellationToken) => SelectAsync(
        campaigns => campaigns
            .Where(campaign => channel == null || campaign.Channel == channel)
            .Where(campaign => beforeId == null || campaign.Id < beforeId)
            .OrderByDescending(campaign => campaign.Id)
            .Take(limit),
        cancellationToken);

    public Task<IReadOnlyList<Campaign>> ListActiveAsync(CancellationToken cancellationToken) => SelectAsync(
        campaigns => campaigns
            .Where(campaign => campaign.Status == CampaignStatus.Scheduled || campaign.Status == CampaignStatus.Running
                || (campaign.Status == CampaignStatus.Cancelled && campaign.CompletedAt == null))
            .OrderBy(campaign => campaign.Id),
        cancellationToken);

    public Task<(Campaign? Campaign, bool Changed)> ChangeAsync(
        MessageChannel channel, int id, Func<CampaignProgress, Campaign?> change, CancellationToken cancellationToken) => database.WriteAsync(
        async (context, token) =>
        {
            if (await CampaignRows.LockAsync(context, channel, id, token).ConfigureAwait(false) is not { } row)
            {
                return ((Campaign?)null, false);
            }

            var changed = change(await CampaignRows.ProgressAsync(context, row, token).ConfigureAwait(false));
            if (changed is not null)
            {
                row.Apply(changed);
                row.Version++;
                await context.SaveChangesAsync(token).ConfigureAwait(false);
            }

            return (row.Read(), changed is not null);
        },
        cancellationToken);

    public Task<IReadOnlyList<StoredMessage>> ListRecipientsAsync(int id, Guid? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async (context, token) =>
            {
                var rows = await context.Set<MessageEntity>().AsNoTracking()
                    .Where(message => message.CampaignId == id && (after == null || message.Id > after))
                    .OrderBy(message => message.Id)
                    .Take(limit)
                    .ToListAsync(token).ConfigureAwait(false);
                return await rows.WithContentAsync(context, token).ConfigureAwait(false);
            },
            cancellationToken);

    public Task<int> CancelQueuedAsync(int id, int limit, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        (context, token) => CampaignRecipientRows.CancelAsync(context, id, limit, now, token),
        cancellationToken);

    public Task<int> RetryFailedAsync(int id, int limit, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        (context, token) => CampaignRecipientRows.RetryAsync(context, id, limit, now, token),
        cancellationToken);

    public Task<IReadOnlyList<StoredMessage>> ClaimAsync(CampaignClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return database.WriteAsync(
            async (context, token) =>
            {
                var claimed = await CampaignClaims.ClaimAsync(context, claim, token).ConfigureAwait(false);
                return await claimed.WithContentAsync(context, token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    private Task<IReadOnlyList<Campaign>> SelectAsync(
        Func<IQueryable<CampaignEntity>, IQueryable<CampaignEntity>> select, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Campaign>>(
            async (context, token) =>
            {
                var rows = await select(context.Set<CampaignEntity>().AsNoTracking()).ToListAsync(token).ConfigureAwait(false);
                return [.. rows.Select(row => row.Read())];
            },
            cancellationToken);
}
