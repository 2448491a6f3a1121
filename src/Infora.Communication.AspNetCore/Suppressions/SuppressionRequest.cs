using System.ComponentModel;
using System.Text.Json.Serialization;
using Infora.Communication.Messages;
using Infora.Communication.Suppressions;

namespace Infora.Communication.AspNetCore.Suppressions;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
[JsonNumberHandling(JsonNumberHandling.Strict)]
[Description("A recipient who is not to be written to.")]
internal sealed record SuppressionRequest
{
    [JsonPropertyName("channel"), Description("Email or SMS.")]
    public required MessageChannel Channel { get; init; }

    [JsonPropertyName("recipient"), Description("The address, or the number in E.164 or as written in the host's default region.")]
    public required string Recipient { get; init; }

    [JsonPropertyName("category"), Description("The messages to stop; all without it.")]
    public MessageCategory? Category { get; init; }

    [JsonPropertyName("reason"), Description("Why; manual by default.")]
    public SuppressionReason? Reason { get; init; }

    [JsonPropertyName("note"), Description("What else is known, for people to read; 500 characters at most.")]
    public string? Note { get; init; }

    public SuppressionDraft ToDraft() => new()
    {
        Channel = Channel,
        Recipient = Recipient,
        Category = Category,
        Reason = Reason ?? SuppressionReason.Manual,
        Note = Note,
    };
}
