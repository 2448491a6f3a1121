namespace Infora.Communication.Outbox;

/// <summary>What becomes of messages that were handed over and whose answer was lost.</summary>
public sealed class UncertainOptions
{
    /// <summary>For mails.</summary>
    /// <value>Default: <see cref="UncertainDelivery.Resend"/>.</value>
    public UncertainDelivery Email { get; set; } = UncertainDelivery.Resend;

    /// <summary>For text messages, each of which costs money.</summary>
    /// <value>Default: <see cref="UncertainDelivery.Hold"/>.</value>
    public UncertainDelivery Sms { get; set; } = UncertainDelivery.Hold;

    /// <summary>How long a delivery report is waited for before a message is sent again, where the provider reports.</summary>
    /// <value>From zero. Default: 5 minutes.</value>
    public TimeSpan Wait { get; set; } = TimeSpan.FromMinutes(5);
}
