using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Infora.Communication.AspNetCore.Http;
using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Infora.Communication.Templates;

namespace Infora.Communication.AspNetCore.Campaigns;

/// <summary>What requests to create a campaign have in common.</summary>
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal abstract record CampaignRequest
{
    [JsonPropertyName("name"), Description("What people call it; 1 to 100 characters.")]
    public required string Name { get; init; }

    [JsonPropertyName("template_id"), Description("The template that its messages are made from.")]
    public required int TemplateId { get; init; }

    [JsonPropertyName("variables"), Description("Variables shared by all recipients; a recipient's own win.")]
    public JsonObject? Variables { get; init; }

    [JsonPropertyName("provider_id"), Description("The provider to use; without it the default one and those that stand in for it.")]
    public int? ProviderId { get; init; }

    [JsonPropertyName("category"), Description("Promotional by default.")]
    public MessageCategory? Category { get; init; }

    [JsonPropertyName("scheduled_at"), Description("When it starts; without it at once.")]
    public DateTimeOffset? ScheduledAt { get; init; }

    [JsonPropertyName("max_delay"), Description("How late it may start by itself after scheduled_at, such as 01:00:00 (the default); later it is paused, for a person to decide.")]
    public TimeSpan? MaxDelay { get; init; }

    [JsonPropertyName("audience"), Description("The name of an audience that the host registered, see GET /audiences: its recipients, instead of a list.")]
    public string? Audience { get; init; }

    [JsonPropertyName("messages_per_second"), Description("How many messages a second it may send, above 0; without it any number.")]
    public double? MessagesPerSecond { get; init; }

    [JsonPropertyName("budget"), Description("What it may cost, in the currency of the providers' costs. It does not start where it would cost more, and pauses before it does.")]
    public MoneyRequest? Budget { get; init; }

    [JsonPropertyName("allow_partial"), Description("True starts it although the template misses variables for some recipients, who get nothing; false by default.")]
    public bool? AllowPartial { get; init; }

    [JsonPropertyName("start"), Description("False leaves a draft; true by default.")]
    public bool? Start { get; init; }

    public abstract CampaignDraft ToDraft(List<FieldError> errors);

    protected CampaignDraft ToDraft(MessageChannel channel, IEnumerable<(string Address, JsonObject? Variables)> recipients, List<FieldError> errors) => new()
    {
        Channel = channel,
        Name = Name,
        TemplateId = TemplateId,
        Variables = VariablesReader.Read(Variables, "variables", errors),
        Recipients = [.. recipients.Select((recipient, i) => new CampaignRecipient(
            recipient.Address, ReadVariables(recipient.Variables, i, errors)))],
        ProviderId = ProviderId,
        Category = Category ?? MessageCategory.Promotional,
        ScheduledAt = ScheduledAt,
        MaxDelay = MaxDelay,
        Audience = Audience,
        MessagesPerSecond = MessagesPerSecond,
        Budget = Budget?.ToMoney("budget", errors),
        AllowPartial = AllowPartial ?? false,
        Start = Start ?? true,
    };

    private static TemplateVariables ReadVariables(JsonObject? variables, int index, List<FieldError> errors) =>
        variables is null ? TemplateVariables.Empty : VariablesReader.Read(variables, $"recipients[{index}].variables", errors);
}
