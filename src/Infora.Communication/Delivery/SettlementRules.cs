using Infora.Communication.Messages;
using Infora.Communication.Outbox;

namespace Infora.Communication.Delivery;

/// <summary>What the settings say of messages that did not go through.</summary>
/// <param name="Retry">How they are tried again.</param>
/// <param name="Uncertain">What becomes of those whose answer was lost.</param>
/// <param name="WaitForReport">How long a delivery report is waited for before such a one is sent again.</param>
internal sealed record SettlementRules(RetryOptions Retry, UncertainOptions Uncertain, TimeSpan WaitForReport)
{
    public UncertainDelivery Of(MessageRecord message) =>
        message.UncertainDelivery ?? (message.Channel is MessageChannel.Email ? Uncertain.Email : Uncertain.Sms);
}
