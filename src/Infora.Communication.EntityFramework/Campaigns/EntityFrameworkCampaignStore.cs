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
        Campaign campaign, IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken) => database.WriteAsync(
        async (context, token) =>
        {
            var row = CampaignEntity.Create(campaign, time.GetUtcNow());
            context.Add(row);
            await context.SaveChangesAsync(token).ConfigureAwait(false);
            var recipients = messages.Select(message => message with { State = message.State with { CampaignId = row.Id } }).ToList();
            await MessageInserts.AddAsync(context, recipients, token).ConfigureAwait(false);
            return row.Read();
        },
        cancellationToken);

    public Task<Campaign?> FindAsync(MessageChannel channel, int id, CancellationToken cancellationToken) =>
        database.ReadAsync((context, token) => FindAsync(context, channel, id, token), cancellationToken);

    public Task<IReadOnlyList<Campaign>> ListAsync(
        MessageChannel? channel, int? beforeId, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Campaign>>(
            async (context, token) =>
            {
                var rows = await context.Set<CampaignEntity>().AsNoTracking()
                    .Where(campaign => channel == null || campaign.Channel == channel)
                    .Where(campaign => beforeId == null || campaign.Id < beforeId)
                    .OrderByDescending(campaign => campaign.Id)
                    .Take(limit)
                    .ToListAsync(token).ConfigureAwait(false);
                return [.. rows.Select(row => row.Read())];
            },
            cancellationToken);

    public Task<StoreResult<Campaign>> StartAsync(
        MessageChannel channel, int id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (context, token) =>
            {
                var started = await CampaignSteps.StartDraftAsync(context, channel, id, now, token).ConfigureAwait(false);
                var campaign = await FindAsync(context, channel, id, token).ConfigureAwait(false);
                var outcome = campaign is null ? StoreOutcome.NotFound
                    : started ? StoreOutcome.Done
                    : StoreOutcome.VersionConflict;
                return new StoreResult<Campaign>(outcome, campaign);
            },
            cancellationToken);

    public Task<int> AdvanceAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync((context, token) => CampaignSteps.AdvanceAsync(context, now, token), cancellationToken);

    private static async Task<Campaign?> FindAsync(
        DbContext context, MessageChannel channel, int id, CancellationToken cancellationToken)
    {
        var row = await context.Set<CampaignEntity>().AsNoTracking()
            .SingleOrDefaultAsync(campaign => campaign.Id == id && campaign.Channel == channel, cancellationToken).ConfigureAwait(false);
        return row?.Read();
    }
}
