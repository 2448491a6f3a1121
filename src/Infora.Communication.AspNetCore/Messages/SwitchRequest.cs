using System.ComponentModel;
using System.Text.Json.Serialization;
using Infora.Communication.AspNetCore.Http;

namespace Infora.Communication.AspNetCore.Messages;

[ReadOnlyFields("changed_at")]
[Description("Stops all sending in every process, or lets it go on.")]
internal sealed record SwitchRequest
{
    [JsonPropertyName("paused"), Description("True to stop; what is queued stays queued.")]
    public required bool Paused { get; init; }

    [JsonPropertyName("reason"), Description("Why, for people to read; 500 characters at most.")]
    public string? Reason { get; init; }
}
