using System.ComponentModel;
using System.Text.Json.Serialization;
using Infora.Communication.Outbox;

namespace Infora.Communication.AspNetCore.Messages;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
[Description("What became of an uncertain message.")]
internal sealed record ResolveRequest
{
    [JsonPropertyName("outcome"), Description("sent: the provider took it; not_sent: it did not, and the message is sent now.")]
    public required UncertainOutcome Outcome { get; init; }
}
