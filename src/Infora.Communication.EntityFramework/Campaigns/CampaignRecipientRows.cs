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

    /// <summary>Cancels what is queued, and what is uncertain and would be sent again.</summary>
    /// <returns>How many were changed.</returns>
    public static async Task<int> CancelAsync(DbContext context, int campaignId, int limit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var queued = await ChangeAsync(
            context, campaignId, "status = 'queued'", limit, message => MessageCompletion.Cancelled(message, now), cancellationToken).ConfigureAwait(false);
        return queued == limit ? queued : queued + await ChangeAsync(
            context,
            campaignId,
            "status = 'uncertain' AND next_attempt_at IS NOT NULL",
            limit - queued,
            message => MessageCompletion.Cancelled(message, now),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends what failed anew.</summary>
    /// <returns>How many were changed.</returns>
    public static Task<int> RetryAsync(DbContext context, int campaignId, int limit, DateTimeOffset now, CancellationToken cancellationToken) => ChangeAsync(
        context, campaignId, "status = 'failed'", limit, message => MessageCompletion.SentAnew(message, now), cancellationToken);

    /// <summary>Those that somebody else is changing are passed over.</summary>
    /// <param name="context">The context, in a transaction.</param>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="which">Which of its messages, written out: only so can the planner see that a partial index serves.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Stops before they are changed.</param>
    private static async Task<int> ChangeAsync(
        DbContext context, int campaignId, string which, int limit, Func<MessageRecord, MessageCompletion> change, CancellationToken cancellationToken)
    {
        var dialect = DatabaseDialect.Of(context);
        var sql = $$"""
            SELECT * FROM {{DatabaseDialect.Table<MessageEntity>(context)}} WHERE campaign_id = {0} AND {{which}} LIMIT {1} {{dialect.FreeRowLock}}
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
