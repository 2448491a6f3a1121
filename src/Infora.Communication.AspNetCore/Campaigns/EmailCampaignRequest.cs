using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Infora.Communication.Campaigns;

namespace Infora.Communication.AspNetCore.Campaigns;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
[JsonNumberHandling(JsonNumberHandling.Strict)]
[Description("A campaign of email: one template for many recipients.")]
internal sealed record EmailCampaignRequest : CampaignRequest
{
    [JsonPropertyName("recipients"), Description("Who gets it, up to 10,000; none for a draft that gets them later, or with an audience.")]
    public IReadOnlyList<EmailCampaignRecipient>? Recipients { get; init; }

    public override CampaignDraft ToDraft(List<FieldError> errors) =>
        ToDraft(MessageChannel.Email, (Recipients ?? []).Select(recipient => (recipient.Email, recipient.Variables)), errors);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
[Description("One recipient of a campaign of email.")]
internal sealed record EmailCampaignRecipient
{
    [JsonPropertyName("email"), Description("The address.")]
    public required string Email { get; init; }

    [JsonPropertyName("variables"), Description("The recipient's own variables.")]
    public JsonObject? Variables { get; init; }
}
