using System.Text.Json.Serialization;

namespace Infora.Communication.Reports;

/// <summary>Why a vendor does not pass on messages to a recipient at all.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RecipientRefusal>))]
public enum RecipientRefusal
{
    /// <summary>An earlier message to the address came back for good.</summary>
    Bounced,

    /// <summary>The recipient marked an earlier message as spam.</summary>
    Complained,

    /// <summary>The recipient declined messages.</summary>
    Unsubscribed,
}
