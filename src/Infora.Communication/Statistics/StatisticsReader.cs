using System.Text.Json.Nodes;
using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;

namespace Infora.Communication.Statistics;

/// <summary>Reads statistics from what is recorded.</summary>
public sealed class StatisticsReader
{
    private readonly IMessageStore _messages;
    private readonly ISendingStateStore _sending;
    private readonly ICampaignStore _campaigns;
    private readonly ProviderCatalogue _providers;
    private readonly CommunicationEnvironment _environment;
    private readonly TimeProvider _time;

    internal StatisticsReader(
        IMessageStore messages,
        ISendingStateStore sending,
        ICampaignStore campaigns,
        ProviderCatalogue providers,
        CommunicationEnvironment environment,
        TimeProvider time) =>
        (_messages, _sending, _campaigns, _providers, _environment, _time) = (messages, sending, campaigns, providers, environment, time);

    /// <summary>What became of the messages that were accepted from one day to another, both inclusive.</summary>
    /// <param name="from">The first day in the configured time zone.</param>
    /// <param name="to">The last day.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    /// <exception cref="ArgumentOutOfRangeException">The last day is before the first.</exception>
    public async Task<StatisticsReport> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        var counts = await _messages.CountAsync(from, to, cancellationToken).ConfigureAwait(false);
        var byDay = counts.ToLookup(count => count.Day);
        return new StatisticsReport
        {
            From = from,
            To = to,
            TimeZone = _environment.TimeZone.Id,
            Email = Of(counts, MessageChannel.Email),
            Sms = Of(counts, MessageChannel.Sms),
            Providers = await ReadProvidersAsync(counts, cancellationToken).ConfigureAwait(false),
            Campaigns = await ReadCampaignsAsync(counts, cancellationToken).ConfigureAwait(false),
            Daily = [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1)
                .Select(from.AddDays)
                .Select(day => new DailyStatistics(day, Of(byDay[day], MessageChannel.Email), Of(byDay[day], MessageChannel.Sms)))],
        };
    }

    /// <summary>How much each provider took today and this month, and what its limits leave.</summary>
    /// <param name="providers">The providers.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<IReadOnlyDictionary<int, ProviderUsage>> ReadUsageAsync(
        IReadOnlyCollection<ProviderRecord> providers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(providers);
        var today = _environment.DayOf(_time.GetUtcNow());
        var month = new DateOnly(today.Year, today.Month, 1);
        var states = await _sending.ListProvidersAsync(cancellationToken).ConfigureAwait(false);
        return providers.ToDictionary(provider => provider.Id, provider =>
        {
            var state = states.GetValueOrDefault(provider.Id);
            var (used, thisMonth) = (state?.TakenOn(today) ?? 0, state?.TakenIn(month) ?? 0);
            return new ProviderUsage(used, thisMonth, Left(provider.Settings["daily_limit"], used), Left(provider.Settings["monthly_limit"], thisMonth));
        });
    }

    private static StatisticsTotals Of(IEnumerable<StatisticsCount> counts, MessageChannel channel) =>
        StatisticsSums.Of(counts.Where(count => count.Channel == channel));

    private static long? Left(JsonNode? limit, long used) => limit is null ? null : Math.Max(0, limit.GetValue<int>() - used);

    private async Task<IReadOnlyList<ProviderStatistics>> ReadProvidersAsync(
        IReadOnlyList<StatisticsCount> counts, CancellationToken cancellationToken)
    {
        var providers = await _providers.ListAsync(channel: null, cancellationToken).ConfigureAwait(false);
        var usage = await ReadUsageAsync(providers, cancellationToken).ConfigureAwait(false);
        var byProvider = counts.Where(count => count.ProviderId is not null).ToLookup(count => count.ProviderId!.Value);
        return [.. providers.OrderBy(provider => provider.Channel).ThenBy(provider => provider.Id).Select(provider => new ProviderStatistics(
            provider.Id, provider.Channel, provider.Name, StatisticsSums.Of(byProvider[provider.Id]), usage[provider.Id]))];
    }

    private async Task<IReadOnlyList<CampaignStatistics>> ReadCampaignsAsync(
        IReadOnlyList<StatisticsCount> counts, CancellationToken cancellationToken)
    {
        var statistics = new List<CampaignStatistics>();
        foreach (var group in counts.Where(count => count.CampaignId is not null).GroupBy(count => (count.Channel, Id: count.CampaignId!.Value)).OrderBy(group => group.Key.Id))
        {
            var campaign = await _campaigns.FindAsync(group.Key.Channel, group.Key.Id, cancellationToken).ConfigureAwait(false);
            if (campaign is not null)
            {
                statistics.Add(new CampaignStatistics(campaign.Id, campaign.Channel, campaign.Name, campaign.Status, StatisticsSums.Of(group)));
            }
        }

        return statistics;
    }
}
