using Infora.Communication.Messages;
using Infora.Communication.Statistics;

namespace Infora.Communication.Campaigns;

/// <summary>A campaign and where its recipients stand.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="ByStatus">How many recipients have each status; a status that none has is absent.</param>
/// <param name="Opened">How many opened it.</param>
/// <param name="Clicked">How many followed a link.</param>
/// <param name="Cost">What it cost so far, by currency.</param>
public sealed record CampaignProgress(
    Campaign Campaign, IReadOnlyDictionary<MessageStatus, long> ByStatus, long Opened, long Clicked, IReadOnlyList<Money> Cost)
{
    /// <summary>How many unsubscribed because of it.</summary>
    public long Unsubscribed { get; init; }

    /// <summary>How many recipients there are.</summary>
    public long Total => ByStatus.Values.Sum();

    /// <summary>The share of recipients that were handed to a provider or will not be, from 0 to 1.</summary>
    public double Progress => Total is 0 ? 0 : 1 - ((double)(Count(MessageStatus.Queued) + Count(MessageStatus.Sending)) / Total);

    /// <summary>Whether a message is to be sent, is being sent, or may have been.</summary>
    public bool IsUnderWay => Count(MessageStatus.Queued) + Count(MessageStatus.Sending) + Count(MessageStatus.Uncertain) > 0;

    /// <summary>A campaign with what was counted of its messages.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="counts">The counts of this campaign.</param>
    public static CampaignProgress Of(Campaign campaign, IReadOnlyCollection<CampaignStatusCount> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new CampaignProgress(
            campaign,
            counts.GroupBy(count => count.Status).ToDictionary(group => group.Key, group => group.Sum(count => count.Messages)),
            counts.Sum(count => count.Opened),
            counts.Sum(count => count.Clicked),
            [.. counts.Where(count => count.Currency is not null).GroupBy(count => count.Currency!)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Money(group.Sum(count => count.Cost), group.Key))])
        {
            Unsubscribed = counts.Sum(count => count.Unsubscribed),
        };
    }

    /// <summary>What it cost so far in one currency.</summary>
    /// <param name="currency">The currency.</param>
    public decimal CostIn(string currency) => Cost.Where(money => money.Currency == currency).Sum(money => money.Amount);

    /// <summary>How many recipients have a status.</summary>
    /// <param name="status">The status.</param>
    public long Count(MessageStatus status) => ByStatus.GetValueOrDefault(status);
}
