using System.Text.Json.Serialization;

namespace Infora.Communication;

/// <summary>What came of one call to send, by what the caller may do next.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SendStatus>))]
public enum SendStatus
{
    /// <summary>A provider took the message.</summary>
    Sent,

    /// <summary>The message was refused: mend it before sending again.</summary>
    Rejected,

    /// <summary>No provider could take it now; it surely did not leave, so it may be sent again.</summary>
    Unavailable,

    /// <summary>It was handed over and the answer was lost: sending again may double it.</summary>
    Uncertain,

    /// <summary>It was recorded and not sent: the recipient is on the suppression list.</summary>
    Suppressed,
}
