using System.Text.Json.Serialization;

namespace Infora.Communication.AspNetCore.Messages;

/// <summary>What can come of asking a provider.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<AttemptOutcome>))]
internal enum AttemptOutcome
{
    Sent,
    Rejected,
    Unavailable,
    Uncertain,
}
