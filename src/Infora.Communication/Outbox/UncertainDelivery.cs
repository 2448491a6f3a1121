using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Infora.Communication.Outbox;

/// <summary>What becomes of a message that was handed over and whose answer was lost.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<UncertainDelivery>)), TypeConverter(typeof(SnakeCaseTypeConverter<UncertainDelivery>))]
public enum UncertainDelivery
{
    /// <summary>It is sent again through the same provider: it arrives for certain, perhaps twice.</summary>
    Resend,

    /// <summary>It is listed as uncertain until a report or a person settles it: it arrives once at most.</summary>
    Hold,
}
