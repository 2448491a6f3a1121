using Infora.Communication.Campaigns;
using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Campaigns;

/// <summary>A campaign's row, at which all who change the campaign or add recipients to it take turns.</summary>
internal static class CampaignRows
{
    /// <returns>The tracked row, which nobody else changes until the transaction ends; null where there is none in the channel.</returns>
    public static async Task<CampaignEntity?> LockAsync(DbContext context, MessageChannel channel, int id, CancellationToken cancellationToken) =>
        await LockAsync(context, id, cancellationToken).ConfigureAwait(false) is { } row && row.Channel == channel ? row : null;

    /// <returns>The same, whatever its channel.</returns>
    public static async Task<CampaignEntity?> LockAsync(DbContext context, int id, CancellationToken cancellationToken)
    {
        var sql = $$"""
            SELECT * FROM {{DatabaseDialect.Table<CampaignEntity>(context)}} WHERE id = {0} {{DatabaseDialect.Of(context).RowLock}}
            """;
        var rows = await context.Set<CampaignEntity>().FromSqlRaw(sql, id).AsTracking()
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return rows.SingleOrDefault();
    }

    public static async Task<CampaignProgress> ProgressAsync(DbContext context, CampaignEntity row, CancellationToken cancellationToken) =>
        CampaignProgress.Of(row.Read(), await MessageCounts.ByCampaignAsync(context, [row.Id], cancellationToken).ConfigureAwait(false));
}
