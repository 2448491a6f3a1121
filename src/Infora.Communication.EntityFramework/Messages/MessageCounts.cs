using Infora.Communication.Statistics;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>The counts of <see cref="EntityFrameworkMessageStore"/>, made by the database.</summary>
internal static class MessageCounts
{
    public static async Task<IReadOnlyList<CampaignStatusCount>> ByCampaignAsync(
        DbContext context, IReadOnlyCollection<int> campaignIds, CancellationToken cancellationToken) =>
        await context.Set<MessageEntity>()
            .Where(message => message.CampaignId != null && campaignIds.Contains(message.CampaignId.Value))
            .GroupBy(message => new { CampaignId = message.CampaignId!.Value, message.Status, message.CostCurrency })
            .Select(group => new CampaignStatusCount(
                group.Key.CampaignId,
                group.Key.Status,
                group.LongCount(),
                group.LongCount(message => message.OpenedAt != null),
                group.LongCount(message => message.ClickedAt != null),
                group.Key.CostCurrency,
                group.Sum(message => message.Cost) ?? 0))
            .ToListAsync(cancellationToken).ConfigureAwait(false);

    public static async Task<IReadOnlyList<StatisticsCount>> ByDayAsync(
        DbContext context, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        await AcceptedAround(context, from, to)
            .Where(message => message.QueuedOn >= from && message.QueuedOn <= to)
            .GroupBy(message => new
            {
                message.QueuedOn,
                message.Channel,
                message.ProviderId,
                message.CampaignId,
                message.Status,
                Accepted = message.SentAt != null,
                message.CostCurrency,
            })
            .Select(group => new StatisticsCount(
                group.Key.QueuedOn,
                group.Key.Channel,
                group.Key.ProviderId,
                group.Key.CampaignId,
                group.Key.Status,
                group.Key.Accepted,
                group.Key.CostCurrency,
                group.LongCount(),
                group.LongCount(message => message.OpenedAt != null),
                group.LongCount(message => message.ClickedAt != null),
                group.Sum(message => (long?)message.Segments) ?? 0,
                group.Sum(message => message.Cost) ?? 0))
            .ToListAsync(cancellationToken).ConfigureAwait(false);

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
    /// What was accepted on these days in any time zone: no day begins or ends further from UTC's than a day. It lets the
    /// index of acceptance serve, so that days need none of their own.
    /// </summary>
    private static IQueryable<MessageEntity> AcceptedAround(DbContext context, DateOnly from, DateOnly to)
    {
        var earliest = from == DateOnly.MinValue ? DateTimeOffset.MinValue : StartOf(from.AddDays(-1));
        var latest = to.DayNumber > DateOnly.MaxValue.DayNumber - 2 ? DateTimeOffset.MaxValue : StartOf(to.AddDays(2));
        return context.Set<MessageEntity>().Where(message => message.QueuedAt >= earliest && message.QueuedAt < latest);
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
