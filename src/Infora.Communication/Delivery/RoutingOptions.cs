namespace Infora.Communication.Delivery;

/// <summary>Which provider a message is offered to first; the others of its channel stand in for it.</summary>
public sealed class RoutingOptions
{
    /// <summary>For mails.</summary>
    /// <value>Default: <see cref="RoutingStrategy.Failover"/>.</value>
    public RoutingStrategy Email { get; set; }

    /// <summary>For text messages.</summary>
    /// <value>Default: <see cref="RoutingStrategy.Failover"/>.</value>
    public RoutingStrategy Sms { get; set; }
}
