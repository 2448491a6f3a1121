namespace Infora.Communication.Statistics;

/// <summary>What became of a set of messages.</summary>
public sealed record StatisticsTotals
{
    /// <summary>Messages accepted.</summary>
    public long Queued { get; init; }

    /// <summary>Messages that a provider took, whatever came of them.</summary>
    public long Sent { get; init; }

    /// <summary>Messages that arrived, as providers report.</summary>
    public long Delivered { get; init; }

    /// <summary>Messages that the recipient's side refused, as providers report.</summary>
    public long Bounced { get; init; }

    /// <summary>Messages that failed, before or after a provider took them.</summary>
    public long Failed { get; init; }

    /// <summary>Messages not sent because of the suppression list.</summary>
    public long Suppressed { get; init; }

    /// <summary>Messages opened.</summary>
    public long Opened { get; init; }

    /// <summary>Messages in which a link was followed.</summary>
    public long Clicked { get; init; }

    /// <summary>Messages complained about as unwanted.</summary>
    public long Complained { get; init; }

    /// <summary>Messages that made the recipient unsubscribe.</summary>
    public long Unsubscribed { get; init; }

    /// <summary>Sent ÷ (sent + failed before any provider took them); null where there are none.</summary>
    public double? AcceptanceRate { get; init; }

    /// <summary>Delivered ÷ (delivered + bounced + failed after a provider took them); null where there are none.</summary>
    public double? DeliveryRate { get; init; }

    /// <summary>Opened ÷ delivered; null where none was delivered.</summary>
    public double? OpenRate { get; init; }

    /// <summary>Clicked ÷ delivered; null where none was delivered.</summary>
    public double? ClickRate { get; init; }

    /// <summary>SMS segments of the messages sent.</summary>
    public long Segments { get; init; }

    /// <summary>SMS cost by currency; amounts of two currencies are never added.</summary>
    public IReadOnlyList<Money> Cost { get; init; } = [];

    /// <summary>What the settings of their providers said that they cost, by currency: beside <see cref="Cost"/> it shows how far the settings are from what is charged.</summary>
    public IReadOnlyList<Money> EstimatedCost { get; init; } = [];
}
