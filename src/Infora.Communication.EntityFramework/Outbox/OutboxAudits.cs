using Infora.Communication.EntityFramework.Campaigns;
using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>Looks for messages that no step leads on from. Each question is a range of an index, however many messages there are.</summary>
internal static class OutboxAudits
{
    private static readonly HashSet<string> Known = [.. Enum.GetValues<MessageStatus>().Select(status => SnakeCase.Name(status))];

    public static async Task<OutboxAudit> AuditAsync(DbContext context, DateTimeOffset leaseEndedBefore, CancellationToken cancellationToken) => new()
    {
        Undated = await UndatedAsync(context, cancellationToken).ConfigureAwait(false),
        Abandoned = await context.Set<MessageEntity>()
            .LongCountAsync(
                message => message.Status == MessageStatus.Sending && (message.LeaseUntil == null || message.LeaseUntil < leaseEndedBefore),
                cancellationToken).ConfigureAwait(false),
        Miscounted = await MiscountedAsync(context, cancellationToken).ConfigureAwait(false),
    };

    private static async Task<long> UndatedAsync(DbContext context, CancellationToken cancellationToken)
    {
        // The index of due messages begins with the priority: named, each is a range of it.
        MessagePriority[] all = [MessagePriority.High, MessagePriority.Normal, MessagePriority.Low];
        var single = await context.Set<MessageEntity>()
            .LongCountAsync(
                message => message.Status == MessageStatus.Queued && message.CampaignId == null
                    && all.Contains(message.Priority) && message.NextAttemptAt == null,
                cancellationToken).ConfigureAwait(false);

        // All campaigns are read, which are few; of each one's messages a range of the index of due ones.
        var sql = $"""
            SELECT CAST(coalesce(sum((
                SELECT count(*) FROM {DatabaseDialect.Table<MessageEntity>(context)} AS message
                WHERE message.status = 'queued' AND message.campaign_id = campaign.id
                    AND (campaign.completed_at IS NOT NULL OR message.next_attempt_at IS NULL))), 0) AS bigint) AS "Value"
            FROM {DatabaseDialect.Table<CampaignEntity>(context)} AS campaign
            """;
        var ofCampaigns = await context.Database.SqlQueryRaw<long>(sql).ToListAsync(cancellationToken).ConfigureAwait(false);
        return single + ofCampaigns.Single();
    }

    /// <summary>What is in no known status is in no count. One step in the index for each status that occurs.</summary>
    private static async Task<long> MiscountedAsync(DbContext context, CancellationToken cancellationToken)
    {
        var table = DatabaseDialect.Table<MessageEntity>(context);
        var nextSql = $$"""SELECT status AS "Value" FROM {{table}} WHERE status > {0} ORDER BY status LIMIT 1""";
        var countSql = $$"""SELECT count(*) AS "Value" FROM {{table}} WHERE status = {0}""";
        var (unknown, status) = (0L, "");
        while (await NextAsync().ConfigureAwait(false) is { } next)
        {
            status = next;
            if (!Known.Contains(status))
            {
                unknown += await context.Database.SqlQueryRaw<long>(countSql, status).SingleAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return unknown;

        // Read to its end: a query of one row by Entity Framework would ask for an order that the statement has already.
        async Task<string?> NextAsync() =>
            (await context.Database.SqlQueryRaw<string>(nextSql, status).ToListAsync(cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }
}
