using Infora.Communication.Messages;

namespace Infora.Communication.EntityFramework.Statistics;

/// <summary>How many messages there are of a kind, or by how many there are more; 0 and "" stand for null in what they are counted by.</summary>
internal abstract class MessageCountRow
{
    public DateOnly Day { get; set; }

    public MessageChannel Channel { get; set; }

    public int ProviderId { get; set; }

    public int CampaignId { get; set; }

    /// <summary>Those that are being sent are counted as queued: claiming them changes no count.</summary>
    public MessageStatus Status { get; set; }

    public bool Accepted { get; set; }

    public string Currency { get; set; } = "";

    public long Messages { get; set; }

    public long Opened { get; set; }

    public long Clicked { get; set; }

    public long Complained { get; set; }

    public long Unsubscribed { get; set; }

    public long Segments { get; set; }

    /// <summary>In hundred-millionths of the currency's unit: whole numbers add up exactly in every database.</summary>
    public long Cost { get; set; }

    /// <summary>The same of what messages were estimated to cost in the currency, also those that were charged in another.</summary>
    public long EstimatedCost { get; set; }

    /// <summary>Adds another of the same kind.</summary>
    public void Add(MessageCountRow other)
    {
        Messages += other.Messages;
        Opened += other.Opened;
        Clicked += other.Clicked;
        Complained += other.Complained;
        Unsubscribed += other.Unsubscribed;
        Segments += other.Segments;
        Cost += other.Cost;
        EstimatedCost += other.EstimatedCost;
    }
}
