using Infora.Communication.Messages;

namespace Infora.Communication.Statistics;

/// <summary>Adds counts up and forms the rates.</summary>
internal static class StatisticsSums
{
    public static StatisticsTotals Of(IEnumerable<StatisticsCount> counts)
    {
        var rows = counts.ToList();
        var sent = Sum(row => row.Accepted);
        var failedBefore = Sum(row => row is { Status: MessageStatus.Failed, Accepted: false });
        var failedAfter = Sum(row => row is { Status: MessageStatus.Failed, Accepted: true });
        var delivered = Sum(row => row.Status is MessageStatus.Delivered);
        var bounced = Sum(row => row.Status is MessageStatus.Bounced);
        var opened = rows.Sum(row => row.Opened);
        var clicked = rows.Sum(row => row.Clicked);
        return new StatisticsTotals
        {
            Queued = rows.Sum(row => row.Messages),
            Sent = sent,
            Delivered = delivered,
            Bounced = bounced,
            Failed = failedBefore + failedAfter,
            Suppressed = Sum(row => row.Status is MessageStatus.Suppressed),
            Opened = opened,
            Clicked = clicked,
            Complained = rows.Sum(row => row.Complained),
            Unsubscribed = rows.Sum(row => row.Unsubscribed),
            AcceptanceRate = Rate(sent, sent + failedBefore),
            DeliveryRate = Rate(delivered, delivered + bounced + failedAfter),
            OpenRate = Rate(opened, delivered),
            ClickRate = Rate(clicked, delivered),
            Segments = rows.Where(row => row.Accepted).Sum(row => row.Segments),
            Cost = ByCurrency(rows.Where(row => row.Messages is not 0 || row.Cost is not 0), row => row.Cost),
            EstimatedCost = ByCurrency(rows.Where(row => row.EstimatedCost is not 0), row => row.EstimatedCost),
        };

        long Sum(Func<StatisticsCount, bool> which) => rows.Where(which).Sum(row => row.Messages);
    }

    private static IReadOnlyList<Money> ByCurrency(IEnumerable<StatisticsCount> rows, Func<StatisticsCount, decimal> amount) =>
    [
        .. rows.Where(row => row.Currency is not null).GroupBy(row => row.Currency!)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Money(group.Sum(amount), group.Key)),
    ];

    private static double? Rate(long part, long whole) => whole is 0 ? null : Math.Min(1, (double)part / whole);
}
