using System.ComponentModel;
using System.Text.Json.Serialization;
using Infora.Communication.Outbox;

namespace Infora.Communication.AspNetCore.Messages;

[Description("Whether anything is sent.")]
internal sealed record SwitchBody
{
    [JsonPropertyName("paused"), Description("True while nothing leaves, from any process.")]
    public required bool Paused { get; init; }

    [JsonPropertyName("reason"), Description("Why.")]
    public required string? Reason { get; init; }

    [JsonPropertyName("changed_at"), Description("When it was set last.")]
    public required DateTimeOffset? ChangedAt { get; init; }

    public static SwitchBody From(SendingSwitch state) => new() { Paused = state.Paused, Reason = state.Reason, ChangedAt = state.ChangedAt };
}
