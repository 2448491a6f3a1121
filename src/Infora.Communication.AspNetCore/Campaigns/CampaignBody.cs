using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Infora.Communication.AspNetCore.Http;
using Infora.Communication.Campaigns;
using Infora.Communication.Messages;

namespace Infora.Communication.AspNetCore.Campaigns;

[JsonNumberHandling(JsonNumberHandling.Strict)]
[Description("A campaign and where its recipients stand.")]
internal sealed record CampaignBody
{
    [JsonPropertyName("id"), Description("Its id.")]
    public required int Id { get; init; }

    [JsonPropertyName("channel"), Description("Email or SMS.")]
    public required MessageChannel Channel { get; init; }

    [JsonPropertyName("name"), Description("What people call it.")]
    public required string Name { get; init; }

    [JsonPropertyName("status"), Description("Where it stands.")]
    public required CampaignStatus Status { get; init; }

    [JsonPropertyName("template_id"), Description("The template that its messages are made from.")]
    public required int TemplateId { get; init; }

    [JsonPropertyName("variables"), Description("Variables shared by all recipients.")]
    public required JsonObject Variables { get; init; }

    [JsonPropertyName("provider_id"), Description("The provider that was asked for.")]
    public required int? ProviderId { get; init; }

    [JsonPropertyName("category"), Description("What the law takes its messages for.")]
    public required MessageCategory Category { get; init; }

    [JsonPropertyName("scheduled_at"), Description("When it is to start.")]
    public required DateTimeOffset? ScheduledAt { get; init; }

    [JsonPropertyName("max_delay"), Description("How late it may start by itself after that.")]
    public required TimeSpan MaxDelay { get; init; }

    [JsonPropertyName("audience"), Description("The audience of the host that its recipients come from.")]
    public required string? Audience { get; init; }

    [JsonPropertyName("messages_per_second"), Description("How many messages a second it may send.")]
    public required double? MessagesPerSecond { get; init; }

    [JsonPropertyName("budget"), Description("What it may cost.")]
    public required MoneyBody? Budget { get; init; }

    [JsonPropertyName("allow_partial"), Description("Whether it starts although the template misses variables for some recipients.")]
    public required bool AllowPartial { get; init; }

    [JsonPropertyName("reason"), Description("Why it paused by itself.")]
    public required string? Reason { get; init; }

    [JsonPropertyName("estimate"), Description("What it would come to, as last estimated; null before, and after recipients were added.")]
    public required CampaignEstimateBody? Estimate { get; init; }

    [JsonPropertyName("counts"), Description("How many recipients have which status.")]
    public required CampaignCountsBody Counts { get; init; }

    [JsonPropertyName("progress"), Description("The share of recipients that were handed to a provider or will not be, from 0 to 1.")]
    public required double Progress { get; init; }

    [JsonPropertyName("cost"), Description("What it cost so far, by currency.")]
    public required IReadOnlyList<MoneyBody> Cost { get; init; }

    [JsonPropertyName("created_at"), Description("When it was stored.")]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("started_at"), Description("When it started.")]
    public required DateTimeOffset? StartedAt { get; init; }

    [JsonPropertyName("completed_at"), Description("When the last recipient got an outcome.")]
    public required DateTimeOffset? CompletedAt { get; init; }

    public static CampaignBody From(CampaignProgress progress)
    {
        var campaign = progress.Campaign;
        return new()
        {
            Id = campaign.Id,
            Channel = campaign.Channel,
            Name = campaign.Name,
            Status = campaign.Status,
            TemplateId = campaign.TemplateId,
            Variables = campaign.Variables,
            ProviderId = campaign.ProviderId,
            Category = campaign.Category,
            ScheduledAt = campaign.ScheduledAt,
            MaxDelay = campaign.MaxDelay,
            Audience = campaign.Audience,
            MessagesPerSecond = campaign.MessagesPerSecond,
            Budget = MoneyBody.From(campaign.Budget),
            AllowPartial = campaign.AllowPartial,
            Reason = campaign.Reason,
            Estimate = CampaignEstimateBody.From(campaign.Estimate),
            Counts = CampaignCountsBody.From(progress),
            Progress = progress.Progress,
            Cost = MoneyBody.From(progress.Cost),
            CreatedAt = campaign.CreatedAt,
            StartedAt = campaign.StartedAt,
            CompletedAt = campaign.CompletedAt,
        };
    }
}
