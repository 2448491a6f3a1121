using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Infora.Communication.Delivery;

/// <summary>In which order the providers of a channel are offered a message.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RoutingStrategy>)), TypeConverter(typeof(SnakeCaseTypeConverter<RoutingStrategy>))]
public enum RoutingStrategy
{
    /// <summary>The default one, then the others by priority.</summary>
    Failover,

    /// <summary>Each provider in turn is the first.</summary>
    RoundRobin,

    /// <summary>Each provider is the first for a share of the messages that follows its <c>weight</c>.</summary>
    Weighted,

    /// <summary>The one with the lowest <c>cost_per_sms</c> first; those of another currency than the default one's come last. Mails have no cost: as failover.</summary>
    LeastCost,
}
