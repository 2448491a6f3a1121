using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.Messages;

namespace Infora.Communication.EntityFramework.Statistics;

/// <summary>What a message is counted by.</summary>
internal readonly record struct MessageCountKey(
    DateOnly Day, MessageChannel Channel, int ProviderId, int CampaignId, MessageStatus Status, bool Accepted, string Currency)
{
    public static MessageCountKey Of(MessageEntity message) => new(
        message.QueuedOn,
        message.Channel,
        message.ProviderId ?? 0,
        message.CampaignId ?? 0,
        message.Status is MessageStatus.Sending ? MessageStatus.Queued : message.Status,
        message.SentAt is not null,
        message.CostCurrency ?? "");

    public static MessageCountKey Of(MessageCountRow row) =>
        new(row.Day, row.Channel, row.ProviderId, row.CampaignId, row.Status, row.Accepted, row.Currency);

    public MessageCountChangeEntity ToChange() => new()
    {
        Day = Day,
        Channel = Channel,
        ProviderId = ProviderId,
        CampaignId = CampaignId,
        Status = Status,
        Accepted = Accepted,
        Currency = Currency,
    };
}
