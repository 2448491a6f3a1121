using Infora.Communication.Messages;

namespace Infora.Communication.Statistics;

/// <summary>How many messages of a campaign have one status.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Status">The status.</param>
/// <param name="Messages">How many.</param>
/// <param name="Opened">How many of them were opened.</param>
/// <param name="Clicked">In how many of them a link was followed.</param>
/// <param name="Currency">The currency of <paramref name="Cost"/>, or null.</param>
/// <param name="Cost">What they cost; the cost of each message is rounded to eight decimals.</param>
public sealed record CampaignStatusCount(
    int CampaignId, MessageStatus Status, long Messages, long Opened, long Clicked, string? Currency, decimal Cost)
{
    /// <summary>How many of them made the recipient unsubscribe.</summary>
    public long Unsubscribed { get; init; }
}
