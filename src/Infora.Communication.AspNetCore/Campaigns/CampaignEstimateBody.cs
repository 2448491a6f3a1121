using System.ComponentModel;
using System.Text.Json.Serialization;
using Infora.Communication.AspNetCore.Http;
using Infora.Communication.Campaigns;

namespace Infora.Communication.AspNetCore.Campaigns;

[JsonNumberHandling(JsonNumberHandling.Strict)]
[Description("What a campaign would come to, found by rendering it for every recipient.")]
internal sealed record CampaignEstimateBody
{
    [JsonPropertyName("recipients"), Description("How many recipients there are.")]
    public required long Recipients { get; init; }

    [JsonPropertyName("messages_with_missing_variables"), Description("For how many of them the template misses variables, or cannot be sent.")]
    public required long MessagesWithMissingVariables { get; init; }

    [JsonPropertyName("missing"), Description("The variables that are missing for somebody, or what else is wrong; the first 20.")]
    public required IReadOnlyList<string> Missing { get; init; }

    [JsonPropertyName("suppressed"), Description("How many would be passed over, since they are on the suppression list.")]
    public required long Suppressed { get; init; }

    [JsonPropertyName("segments"), Description("All SMS segments; 0 for email.")]
    public required long Segments { get; init; }

    [JsonPropertyName("ucs2"), Description("How many messages need UCS-2, which holds 70 characters a segment instead of 160.")]
    public required long Ucs2 { get; init; }

    [JsonPropertyName("ucs2_character"), Description("The first character that made a message need it.")]
    public required string? Ucs2Character { get; init; }

    [JsonPropertyName("cost"), Description("What it would cost, by currency; empty where no provider has a cost.")]
    public required IReadOnlyList<MoneyBody> Cost { get; init; }

    [JsonPropertyName("highest_cost"), Description("The most that a single message would cost.")]
    public required MoneyBody? HighestCost { get; init; }

    [JsonPropertyName("providers"), Description("What each provider would take.")]
    public required IReadOnlyList<ProviderEstimateBody> Providers { get; init; }

    [JsonPropertyName("duration_seconds"), Description("How long it would take at the rates and limits of the campaign and its providers; 0 where none is set.")]
    public required long DurationSeconds { get; init; }

    [JsonPropertyName("exceeds_limit"), Description("The providers that would be given more than their limits leave.")]
    public required IReadOnlyList<int> ExceedsLimit { get; init; }

    [JsonPropertyName("made_at"), Description("When it was made.")]
    public required DateTimeOffset MadeAt { get; init; }

    public static CampaignEstimateBody? From(CampaignEstimate? estimate) => estimate is null ? null : new()
    {
        Recipients = estimate.Recipients,
        MessagesWithMissingVariables = estimate.MessagesWithMissingVariables,
        Missing = estimate.Missing,
        Suppressed = estimate.Suppressed,
        Segments = estimate.Segments,
        Ucs2 = estimate.Ucs2,
        Ucs2Character = estimate.Ucs2Character,
        Cost = MoneyBody.From(estimate.Cost),
        HighestCost = MoneyBody.From(estimate.HighestCost),
        Providers = [.. estimate.Providers.Select(ProviderEstimateBody.From)],
        DurationSeconds = (long)Math.Ceiling(estimate.Duration.TotalSeconds),
        ExceedsLimit = estimate.ExceedsLimit,
        MadeAt = estimate.MadeAt,
    };
}

[JsonNumberHandling(JsonNumberHandling.Strict)]
[Description("What one provider would take of a campaign.")]
internal sealed record ProviderEstimateBody
{
    [JsonPropertyName("provider_id"), Description("The provider.")]
    public required int ProviderId { get; init; }

    [JsonPropertyName("messages"), Description("How many messages.")]
    public required long Messages { get; init; }

    [JsonPropertyName("segments"), Description("How many SMS segments; 0 for email.")]
    public required long Segments { get; init; }

    [JsonPropertyName("cost"), Description("What they would cost.")]
    public required MoneyBody? Cost { get; init; }

    public static ProviderEstimateBody From(ProviderEstimate estimate) => new()
    {
        ProviderId = estimate.ProviderId,
        Messages = estimate.Messages,
        Segments = estimate.Segments,
        Cost = MoneyBody.From(estimate.Cost),
    };
}
