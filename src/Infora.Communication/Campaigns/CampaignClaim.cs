namespace Infora.Communication.Campaigns;

/// <summary>Messages of a campaign that are to be sent now.</summary>
public sealed record CampaignClaim
{
    /// <summary>The campaign.</summary>
    public required int CampaignId { get; init; }

    /// <summary>How many at most.</summary>
    public required int Limit { get; init; }

    /// <summary>The time by which they are due.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>When the lease ends.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>What the campaign may cost; null for any amount.</summary>
    public Money? Budget { get; init; }

    /// <summary>What each message may cost at most, in the currency of the budget; 0 where no provider has a cost in it.</summary>
    public decimal HighestCost { get; init; }

    /// <summary>How many messages the budget leaves room for, with those that are being sent, or may have been, counted at the highest cost.</summary>
    /// <param name="progress">The campaign as it is now.</param>
    public int RoomIn(CampaignProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (Budget is not { } budget)
        {
            return Limit;
        }

        if (HighestCost <= 0)
        {
            // Only the vendor knows a price: what is spent shows when it is.
            return progress.CostIn(budget.Currency) < budget.Amount ? Limit : 0;
        }

        var inTheAir = progress.Count(Messages.MessageStatus.Sending) + progress.Count(Messages.MessageStatus.Uncertain);
        var left = budget.Amount - progress.CostIn(budget.Currency) - (inTheAir * HighestCost);
        return (int)Math.Clamp(Math.Floor(left / HighestCost), 0, Limit);
    }
}
