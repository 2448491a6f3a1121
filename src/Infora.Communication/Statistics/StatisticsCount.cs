using Infora.Communication.Messages;

namespace Infora.Communication.Statistics;

/// <summary>How many messages of one day, channel, provider, campaign and status there are, and what they cost.</summary>
/// <param name="Day">The day of acceptance in the configured time zone.</param>
/// <param name="Channel">Email or SMS.</param>
/// <param name="ProviderId">The provider that took them or was asked last; null where none was.</param>
/// <param name="CampaignId">The campaign, or null.</param>
/// <param name="Status">Where they stand.</param>
/// <param name="Accepted">Whether a provider took them.</param>
/// <param name="Currency">The currency of <paramref name="Cost"/>, or null where they have no cost.</param>
/// <param name="Messages">How many.</param>
/// <param name="Opened">How many of them were opened.</param>
/// <param name="Clicked">In how many of them a link was followed.</param>
/// <param name="Segments">Their SMS segments.</param>
/// <param name="Cost">Their cost in <paramref name="Currency"/>; that of each message is rounded to eight decimals.</param>
public sealed record StatisticsCount(
    DateOnly Day,
    MessageChannel Channel,
    int? ProviderId,
    int? CampaignId,
    MessageStatus Status,
    bool Accepted,
    string? Currency,
    long Messages,
    long Opened,
    long Clicked,
    long Segments,
    decimal Cost)
{
    /// <summary>How many of them were marked as spam.</summary>
    public long Complained { get; init; }

    /// <summary>What they were estimated to cost in <see cref="Currency"/>. What is estimated in another currency than it is charged in is in a count without messages.</summary>
    public decimal EstimatedCost { get; init; }

    /// <summary>How many of them made the recipient unsubscribe.</summary>
    public long Unsubscribed { get; init; }
}
