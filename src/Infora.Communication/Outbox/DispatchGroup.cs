using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>Claimed messages that go together: one, or several that their provider can take in one request.</summary>
internal sealed class DispatchGroup(IReadOnlyList<StoredMessage> messages)
{
    public IReadOnlyList<StoredMessage> Messages => messages;

    /// <summary>How long they wait for their turn at the rate of their campaign.</summary>
    public TimeSpan After { get; init; }

    /// <summary>The campaign that they are of; null where they are of none.</summary>
    public int? CampaignId { get; } = messages[0].State.CampaignId;

    /// <summary>Whether they are one request of a campaign, however many they are.</summary>
    public bool IsCampaignBatch => CampaignId is not null && messages[0].State.Channel is MessageChannel.Email && messages.Count > 1;

    public MessagePriority Priority => messages[0].State.Priority;

    /// <summary>How much of the room it takes: a campaign's request that carries many messages as much as one message.</summary>
    public int Weight => IsCampaignBatch ? 1 : messages.Count;
}
