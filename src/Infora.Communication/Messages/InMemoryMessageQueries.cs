using Infora.Communication.Statistics;

namespace Infora.Communication.Messages;

/// <summary>The lists and counts of <see cref="InMemoryMessageStore"/>.</summary>
internal static class InMemoryMessageQueries
{
    public static IReadOnlyList<StoredMessage> List(IEnumerable<InMemoryMessage> messages, MessageQuery query) =>
    [
        .. messages.Where(message => Matches(message.State, query) && MatchesRecipient(message, query))
            .Reverse()
            .Take(query.Limit)
            .Select(message => message.ReadForList()),
    ];

    public static IReadOnlyList<CampaignStatusCount> CountByCampaign(InMemoryMessageCounts counts, IReadOnlyCollection<int> campaignIds) =>
    [
        .. counts.All
            .Where(count => count.CampaignId is { } id && campaignIds.Contains(id) && count is not { Messages: 0, Cost: 0 })
            .GroupBy(count => (Id: count.CampaignId!.Value, count.Status, count.Currency))
            .Select(group => new CampaignStatusCount(
                group.Key.Id, group.Key.Status, group.Sum(count => count.Messages), group.Sum(count => count.Opened),
                group.Sum(count => count.Clicked), group.Key.Currency, group.Sum(count => count.Cost))
            {
                Unsubscribed = group.Sum(count => count.Unsubscribed),
            }),
    ];

    public static IReadOnlyList<StatisticsCount> CountByDay(InMemoryMessageCounts counts, DateOnly from, DateOnly to) =>
        [.. counts.All.Where(count => count.Day >= from && count.Day <= to)];

    public static IReadOnlyDictionary<int, DateTimeOffset> LastSuccess(IEnumerable<InMemoryMessage> messages) => Accepted(messages)
        .GroupBy(sent => sent.ProviderId)
        .ToDictionary(group => group.Key, group => group.Max(sent => sent.At));

    private static IEnumerable<(int ProviderId, DateTimeOffset At)> Accepted(IEnumerable<InMemoryMessage> messages) => messages
        .Where(message => message.State is { ProviderId: not null, SentAt: not null })
        .Select(message => (message.State.ProviderId!.Value, message.State.SentAt!.Value));

    private static bool Matches(MessageRecord state, MessageQuery query) =>
        (query.Channel is null || state.Channel == query.Channel)
        && (query.Status is null || state.Status == query.Status)
        && (query.CampaignId is null || state.CampaignId == query.CampaignId)
        && (query.ProviderId is null || state.ProviderId == query.ProviderId)
        && (query.From is null || state.QueuedAt >= query.From)
        && (query.Before is null || state.QueuedAt < query.Before)
        && (query.After is null || state.Id < query.After);

    private static bool MatchesRecipient(InMemoryMessage message, MessageQuery query) =>
        query.Recipient is null || string.Equals(message.Recipient, query.Recipient, StringComparison.OrdinalIgnoreCase);
}
