using System.Text.Json.Serialization;

namespace Infora.Communication.Suppressions;

/// <summary>Why a recipient is not written to.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SuppressionReason>))]
public enum SuppressionReason
{
    /// <summary>The address does not exist: mail to it came back for good.</summary>
    HardBounce,

    /// <summary>The recipient marked a message as spam.</summary>
    Complaint,

    /// <summary>The recipient followed an unsubscribe link, or their mail program did.</summary>
    Unsubscribed,

    /// <summary>The recipient answered a text message with STOP or a word like it.</summary>
    Stop,

    /// <summary>A person or an application added it.</summary>
    Manual,

    /// <summary>The vendor or the operator refuses messages to the recipient, who declined them there.</summary>
    Vendor,
}
