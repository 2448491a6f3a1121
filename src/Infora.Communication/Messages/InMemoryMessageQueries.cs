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

    public static IReadOnlyList<CampaignStatusCount> CountByCampaign(
        IEnumerable<InMemoryMessage> messages, IReadOnlyCollection<int> campaignIds) =>
    [
        .. messages.Select(message => message.State)
            .Where(state => state.CampaignId is { } id && campaignIds.Contains(id))
            .GroupBy(state => (Id: state.CampaignId!.Value, state.Status, state.Cost?.Currency))
            .Select(group => new CampaignStatusCount(
                group.Key.Id, group.Key.Status, group.LongCount(), Opened(group), Clicked(group), group.Key.Currency, Cost(group))),
    ];

    public static IReadOnlyList<StatisticsCount> CountByDay(IEnumerable<InMemoryMessage> messages, DateOnly from, DateOnly to) =>
    [
        .. messages.Select(message => message.State)
            .Where(state => state.QueuedOn >= from && state.QueuedOn <= to)
            .GroupBy(state => (
                state.QueuedOn, state.Channel, state.ProviderId, state.CampaignId, state.Status,
                Accepted: state.SentAt is not null, state.Cost?.Currency))
            .Select(group => new StatisticsCount(
                group.Key.QueuedOn, group.Key.Channel, group.Key.ProviderId, group.Key.CampaignId, group.Key.Status,
                group.Key.Accepted, group.Key.Currency, group.LongCount(), Opened(group), Clicked(group),
                group.Sum(state => (long)(state.Segments ?? 0)), Cost(group))),
    ];

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

    private static long Opened(IEnumerable<MessageRecord> states) => states.LongCount(state => state.OpenedAt is not null);

    private static long Clicked(IEnumerable<MessageRecord> states) => states.LongCount(state => state.ClickedAt is not null);

    private static decimal Cost(IEnumerable<MessageRecord> states) => states.Sum(state => state.Cost?.Amount ?? 0);
}
