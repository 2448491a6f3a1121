using System.Text.Json.Serialization;

namespace Infora.Communication.Outbox;

/// <summary>What became of a message whose delivery was uncertain, as somebody found out.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<UncertainOutcome>))]
public enum UncertainOutcome
{
    /// <summary>The provider took it.</summary>
    Sent,

    /// <summary>The provider did not take it.</summary>
    NotSent,
}
