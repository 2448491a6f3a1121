using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Statistics;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>The counts of <see cref="EntityFrameworkMessageStore"/>, from counters.</summary>
internal static class MessageCounts
{
    public static async Task<IReadOnlyList<CampaignStatusCount>> ByCampaignAsync(
        DbContext context, IReadOnlyCollection<int> campaignIds, CancellationToken cancellationToken)
    {
        if (campaignIds.Count is 0)
        {
            return [];
        }

        var parameters = string.Join(", ", Enumerable.Range(0, campaignIds.Count).Select(number => $"{{{number}}}"));
        var counts = await ReadAsync(
            context, $"campaign_id IN ({parameters})", $"campaign_id IN ({parameters})", [.. campaignIds], cancellationToken).ConfigureAwait(false);
        return
        [
            .. counts.Where(count => count is not { Messages: 0, Cost: 0 }).GroupBy(count => (count.CampaignId, count.Status, count.Currency))
                .Select(group => new CampaignStatusCount(
                    group.Key.CampaignId,
                    group.Key.Status,
                    group.Sum(count => count.Messages),
                    group.Sum(count => count.Opened),
                    group.Sum(count => count.Clicked),
                    OrNull(group.Key.Currency),
                    MessageCost.ToAmount(group.Sum(count => count.Cost)))
                {
                    Unsubscribed = group.Sum(count => count.Unsubscribed),
                }),
        ];
    }

    public static async Task<IReadOnlyList<StatisticsCount>> ByDayAsync(
        DbContext context, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var counts = await ReadAsync(
            context, "day BETWEEN {0} AND {1}", "queued_on BETWEEN {0} AND {1}", [from, to], cancellationToken).ConfigureAwait(false);
        return
        [
            .. counts.Select(count => new StatisticsCount(
                count.Day,
                count.Channel,
                OrNull(count.ProviderId),
                OrNull(count.CampaignId),
                count.Status,
                count.Accepted,
                OrNull(count.Currency),
                count.Messages,
                count.Opened,
                count.Clicked,
                count.Segments,
                MessageCost.ToAmount(count.Cost))
            {
                EstimatedCost = MessageCost.ToAmount(count.EstimatedCost),
                Complained = count.Complained,
                Unsubscribed = count.Unsubscribed,
            }),
        ];
    }

    /// <summary>How many counters of some days are not what the messages say.</summary>
    public static Task<long> CountDifferingAsync(DbContext context, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        // No day begins or ends further from UTC's than a day. So the index of acceptance serves, and days need none of their own.
        var earliest = from == DateOnly.MinValue ? DateTimeOffset.MinValue : StartOf(from.AddDays(-1));
        var latest = to.DayNumber > DateOnly.MaxValue.DayNumber - 2 ? DateTimeOffset.MaxValue : StartOf(to.AddDays(2));
        var messages = $$"""
            {{DatabaseDialect.Table<MessageEntity>(context)}} WHERE queued_at >= {2} AND queued_at < {3} AND queued_on BETWEEN {0} AND {1}
            """;
        var differing = MessageCountSql.Sum($$"""
            {{MessageCountSql.All(context, "day BETWEEN {0} AND {1}")}}
            UNION ALL {{MessageCountSql.Of(DatabaseDialect.Of(context), messages, times: -1)}}
            """);
        var sql = $"""SELECT count(*) AS "Value" FROM ({differing}) AS differing""";
        return context.Database
            .SqlQueryRaw<long>(sql, from, to, UtcTimeConverter.ToStored(earliest), UtcTimeConverter.ToStored(latest))
            .SingleAsync(cancellationToken);
    }

    /// <summary>One step in the index for each provider, instead of a walk over all that was ever sent.</summary>
    public static async Task<IReadOnlyDictionary<int, DateTimeOffset>> LastSuccessAsync(
        DbContext context, CancellationToken cancellationToken)
    {
        var last = new Dictionary<int, DateTimeOffset>();
        var previous = int.MinValue;
        while (await context.Set<MessageEntity>()
            .Where(message => message.ProviderId > previous && message.SentAt != null)
            .OrderBy(message => message.ProviderId).ThenByDescending(message => message.SentAt)
            .Select(message => new { ProviderId = message.ProviderId!.Value, SentAt = message.SentAt!.Value })
            .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false) is { } found)
        {
            last.Add(found.ProviderId, found.SentAt);
            previous = found.ProviderId;
        }

        return last;
    }

    /// <summary>
    /// Reads counters and, in the same statement, which messages are being sent: those are counted as queued, and there are
    /// never many of them.
    /// </summary>
    private static async Task<IReadOnlyList<MessageCountEntity>> ReadAsync(
        DbContext context, string counts, string messages, object[] parameters, CancellationToken cancellationToken)
    {
        var dialect = DatabaseDialect.Of(context);
        var sending = $"{DatabaseDialect.Table<MessageEntity>(context)} WHERE status = 'sending' AND {messages}";
        var sql = MessageCountSql.Sum($"""
            {MessageCountSql.All(context, counts)}
            UNION ALL {MessageCountSql.Of(dialect, sending, times: -1, status: "queued")}
            UNION ALL {MessageCountSql.Of(dialect, sending, times: 1, status: "sending")}
            """);
        return await context.Set<MessageCountEntity>().FromSqlRaw(sql, parameters).AsNoTracking()
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    private static int? OrNull(int id) => id is 0 ? null : id;

    private static string? OrNull(string currency) => currency.Length is 0 ? null : currency;

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
