using System.Text.Json;
using System.Text.Json.Nodes;
using Infora.Communication.Campaigns;
using Infora.Communication.Messages;

namespace Infora.Communication.EntityFramework.Campaigns;

internal sealed class CampaignEntity
{
    public int Id { get; set; }

    public MessageChannel Channel { get; set; }

    public string Name { get; set; } = "";

    public int TemplateId { get; set; }

    /// <summary>A JSON object.</summary>
    public string Variables { get; set; } = "{}";

    public int? ProviderId { get; set; }

    public MessageCategory Category { get; set; }

    public CampaignStatus Status { get; set; }

    public DateTimeOffset? ScheduledAt { get; set; }

    public TimeSpan MaxDelay { get; set; }

    public double? MessagesPerSecond { get; set; }

    public decimal? Budget { get; set; }

    public string? BudgetCurrency { get; set; }

    public bool AllowPartial { get; set; }

    public string? Audience { get; set; }

    public bool IsFilled { get; set; }

    /// <summary>A JSON object, or null.</summary>
    public string? Estimate { get; set; }

    public string? Reason { get; set; }

    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public static CampaignEntity Create(Campaign campaign, DateTimeOffset now)
    {
        var row = new CampaignEntity { Channel = campaign.Channel, Version = 1, CreatedAt = now };
        row.Apply(campaign);
        return row;
    }

    /// <summary>Takes over all that may change.</summary>
    public void Apply(Campaign campaign)
    {
        Name = campaign.Name;
        TemplateId = campaign.TemplateId;
        Variables = campaign.Variables.ToJsonString();
        ProviderId = campaign.ProviderId;
        Category = campaign.Category;
        Status = campaign.Status;
        ScheduledAt = campaign.ScheduledAt;
        MaxDelay = campaign.MaxDelay;
        MessagesPerSecond = campaign.MessagesPerSecond;
        Budget = campaign.Budget?.Amount;
        BudgetCurrency = campaign.Budget?.Currency;
        AllowPartial = campaign.AllowPartial;
        Audience = campaign.Audience;
        IsFilled = campaign.IsFilled;
        Estimate = campaign.Estimate is null ? null : JsonSerializer.Serialize(campaign.Estimate);
        Reason = campaign.Reason;
        StartedAt = campaign.StartedAt;
        CompletedAt = campaign.CompletedAt;
    }

    public Campaign Read() => new()
    {
        Id = Id,
        Channel = Channel,
        Name = Name,
        TemplateId = TemplateId,
        Variables = JsonNode.Parse(Variables)!.AsObject(),
        ProviderId = ProviderId,
        Category = Category,
        Status = Status,
        ScheduledAt = ScheduledAt,
        MaxDelay = MaxDelay,
        MessagesPerSecond = MessagesPerSecond,
        Budget = this is { Budget: { } amount, BudgetCurrency: { } currency } ? new Money(amount, currency) : null,
        AllowPartial = AllowPartial,
        Audience = Audience,
        IsFilled = IsFilled,
        Estimate = Estimate is null ? null : JsonSerializer.Deserialize<CampaignEstimate>(Estimate),
        Reason = Reason,
        Version = Version,
        CreatedAt = CreatedAt,
        StartedAt = StartedAt,
        CompletedAt = CompletedAt,
    };
}
