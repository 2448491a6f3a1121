using Infora.Communication.Campaigns;
using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Campaigns;

/// <summary>The messages of a campaign's recipients.</summary>
internal static class CampaignRecipientRows
{
    /// <summary>Adds those that are not there already, for a transaction that holds the campaign's row.</summary>
    /// <returns>How many were added.</returns>
    public static async Task<int> AddAsync(
        DbContext context, Campaign campaign, IReadOnlyList<StoredMessage> recipients, CancellationToken cancellationToken)
    {
        var rows = recipients.Select(campaign.Own).DistinctBy(message => message.State.Id).Select(message => message.ToEntity()).ToList();
        return (await DatabaseDialect.Of(context).InsertNewAsync(context, rows, cancellationToken).ConfigureAwait(false)).Count;
    }

    /// <summary>Changes messages of one status; those that somebody else is changing are passed over.</summary>
    /// <returns>How many were changed.</returns>
    public static async Task<int> ChangeAsync(
        DbContext context,
        int campaignId,
        MessageStatus status,
        int limit,
        Func<MessageRecord, MessageCompletion> change,
        CancellationToken cancellationToken)
    {
        // The status is named, not given: only so can the planner see that a partial index serves.
        var sql = $$"""
            SELECT * FROM {{DatabaseDialect.Table<MessageEntity>(context)}}
            WHERE campaign_id = {0} AND status = '{{SnakeCase.Name(status)}}' LIMIT {1} {{DatabaseDialect.Of(context).FreeRowLock}}
            """;
        var rows = await context.Set<MessageEntity>().FromSqlRaw(sql, campaignId, limit).AsTracking()
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            var completion = change(row.ToRecord());
            row.ApplyOutcome(completion.State);
            context.AddRange(completion.Events.Select(happened => happened.ToEntity(row.Id)));
        }

        await context.SaveCountedAsync(cancellationToken).ConfigureAwait(false);
        return rows.Count;
    }
}
