using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Infora.Communication.AspNetCore.Campaigns;

[Description("Recipients that the host finds itself.")]
internal sealed record AudienceBody
{
    [JsonPropertyName("name"), Description("The name by which a campaign is sent to it.")]
    public required string Name { get; init; }
}
