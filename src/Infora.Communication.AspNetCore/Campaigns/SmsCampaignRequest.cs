using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Infora.Communication.Campaigns;

namespace Infora.Communication.AspNetCore.Campaigns;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
[JsonNumberHandling(JsonNumberHandling.Strict)]
[Description("A campaign of SMS: one template for many recipients.")]
internal sealed record SmsCampaignRequest : CampaignRequest
{
    [JsonPropertyName("recipients"), Description("Who gets it, up to 10,000; none for a draft that gets them later, or with an audience.")]
    public IReadOnlyList<SmsCampaignRecipient>? Recipients { get; init; }

    public override CampaignDraft ToDraft(List<FieldError> errors) =>
        ToDraft(MessageChannel.Sms, (Recipients ?? []).Select(recipient => (recipient.Phone, recipient.Variables)), errors);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
[Description("One recipient of a campaign of SMS.")]
internal sealed record SmsCampaignRecipient
{
    [JsonPropertyName("phone"), Description("The number in E.164, or as written in the host's default region.")]
    public required string Phone { get; init; }

    [JsonPropertyName("variables"), Description("The recipient's own variables.")]
    public JsonObject? Variables { get; init; }
}
