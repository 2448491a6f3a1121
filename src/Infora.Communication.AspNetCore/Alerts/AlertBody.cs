using System.ComponentModel;
using System.Text.Json.Serialization;
using Infora.Communication.Alerts;

namespace Infora.Communication.AspNetCore.Alerts;

[JsonNumberHandling(JsonNumberHandling.Strict)]
[Description("Something about sending that a person should know.")]
internal sealed record AlertBody
{
    [JsonPropertyName("id"), Description("The id.")]
    public required long Id { get; init; }

    [JsonPropertyName("kind"), Description("What it is about.")]
    public required AlertKind Kind { get; init; }

    [JsonPropertyName("severity"), Description("warning: messages still go out; critical: messages wait or fail because of it.")]
    public required AlertSeverity Severity { get; init; }

    [JsonPropertyName("message"), Description("What happened and what to do.")]
    public required string Message { get; init; }

    [JsonPropertyName("provider_id"), Description("The provider that it is about.")]
    public required int? ProviderId { get; init; }

    [JsonPropertyName("campaign_id"), Description("The campaign that it is about.")]
    public required int? CampaignId { get; init; }

    [JsonPropertyName("raised_at"), Description("When it was raised; the same cause is raised once a day.")]
    public required DateTimeOffset RaisedAt { get; init; }

    [JsonPropertyName("cleared_at"), Description("When its cause was gone; null while it lasts, or where that is not known.")]
    public required DateTimeOffset? ClearedAt { get; init; }

    public static AlertBody From(Alert alert) => new()
    {
        Id = alert.Id,
        Kind = alert.Kind,
        Severity = alert.Severity,
        Message = alert.Message,
        ProviderId = alert.ProviderId,
        CampaignId = alert.CampaignId,
        RaisedAt = alert.RaisedAt,
        ClearedAt = alert.ClearedAt,
    };
}
