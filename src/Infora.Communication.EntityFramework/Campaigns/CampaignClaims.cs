using Infora.Communication.Campaigns;
using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Campaigns;

/// <summary>Claims messages of one campaign, while it runs.</summary>
internal static class CampaignClaims
{
    public static async Task<IReadOnlyList<MessageEntity>> ClaimAsync(
        DbContext context, CampaignClaim claim, CancellationToken cancellationToken)
    {
        var limit = claim.Budget is null ? claim.Limit : await RoomAsync(context, claim, cancellationToken).ConfigureAwait(false);
        if (limit is 0)
        {
            return [];
        }

        var (table, campaigns) = (DatabaseDialect.Table<MessageEntity>(context), DatabaseDialect.Table<CampaignEntity>(context));
        var sql = $$"""
            WITH due AS MATERIALIZED (
                SELECT id FROM {{table}}
                WHERE status = 'queued' AND campaign_id = {4} AND next_attempt_at <= {2}
                    AND EXISTS (SELECT 1 FROM {{campaigns}} AS campaign WHERE campaign.id = {4} AND campaign.status = 'running')
                ORDER BY next_attempt_at LIMIT {3} {{DatabaseDialect.Of(context).FreeRowLock}}
            )
            UPDATE {{table}} SET status = 'sending', claim = claim + 1, lease_until = {0}, lease_owner = {1}
            WHERE id IN (SELECT id FROM due) RETURNING *
            """;
        var claimed = await context.Set<MessageEntity>()
            .FromSqlRaw(
                sql,
                UtcTimeConverter.ToStored(claim.LeaseUntil),
                MessageLeases.Owner,
                UtcTimeConverter.ToStored(claim.Now),
                limit,
                claim.CampaignId)
            .AsNoTracking()
            .ToListAsync(cancellationToken).ConfigureAwait(false);

        // Rows come back from an update in no order.
        return [.. claimed.OrderBy(message => message.NextAttemptAt).ThenBy(message => message.Id)];
    }

    /// <summary>Two claims that were made at once would both find the same room: they take turns at the campaign's row.</summary>
    private static async Task<int> RoomAsync(DbContext context, CampaignClaim claim, CancellationToken cancellationToken) =>
        await CampaignRows.LockAsync(context, claim.CampaignId, cancellationToken).ConfigureAwait(false) is { } row
            ? claim.RoomIn(await CampaignRows.ProgressAsync(context, row, cancellationToken).ConfigureAwait(false))
            : 0;
}
