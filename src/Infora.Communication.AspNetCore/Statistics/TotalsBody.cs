using System.ComponentModel;
using System.Text.Json.Serialization;
using Infora.Communication.AspNetCore.Http;
using Infora.Communication.Statistics;

namespace Infora.Communication.AspNetCore.Statistics;

[JsonNumberHandling(JsonNumberHandling.Strict)]
[Description("What became of a set of messages. A rate with nothing under it is null.")]
internal record TotalsBody
{
    [JsonPropertyName("queued"), Description("Accepted.")]
    public required long Queued { get; init; }

    [JsonPropertyName("sent"), Description("Taken by a provider, whatever came of them.")]
    public required long Sent { get; init; }

    [JsonPropertyName("delivered"), Description("Arrived, as providers report.")]
    public required long Delivered { get; init; }

    [JsonPropertyName("bounced"), Description("Refused by the recipient's side.")]
    public required long Bounced { get; init; }

    [JsonPropertyName("failed"), Description("Failed, before or after a provider took them.")]
    public required long Failed { get; init; }

    [JsonPropertyName("suppressed"), Description("Not sent because of the suppression list.")]
    public required long Suppressed { get; init; }

    [JsonPropertyName("opened"), Description("Opened.")]
    public required long Opened { get; init; }

    [JsonPropertyName("clicked"), Description("With a link that was followed.")]
    public required long Clicked { get; init; }

    [JsonPropertyName("complained"), Description("Complained about.")]
    public required long Complained { get; init; }

    [JsonPropertyName("unsubscribed"), Description("That made the recipient unsubscribe.")]
    public required long Unsubscribed { get; init; }

    [JsonPropertyName("acceptance_rate"), Description("sent ÷ (sent + failed before any provider took them).")]
    public required double? AcceptanceRate { get; init; }

    [JsonPropertyName("delivery_rate"), Description("delivered ÷ (delivered + bounced + failed after acceptance).")]
    public required double? DeliveryRate { get; init; }

    [JsonPropertyName("open_rate"), Description("opened ÷ delivered.")]
    public required double? OpenRate { get; init; }

    [JsonPropertyName("click_rate"), Description("clicked ÷ delivered.")]
    public required double? ClickRate { get; init; }

    [JsonPropertyName("segments"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("SMS only: the parts of the messages sent.")]
    public long? Segments { get; init; }

    [JsonPropertyName("cost"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("SMS only: what they cost, by currency.")]
    public IReadOnlyList<MoneyBody>? Cost { get; init; }

    [JsonPropertyName("estimated_cost"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("SMS only: what the providers' settings said that they cost, by currency.")]
    public IReadOnlyList<MoneyBody>? EstimatedCost { get; init; }

    public static TotalsBody From(StatisticsTotals totals, MessageChannel channel) => new()
    {
        Queued = totals.Queued,
        Sent = totals.Sent,
        Delivered = totals.Delivered,
        Bounced = totals.Bounced,
        Failed = totals.Failed,
        Suppressed = totals.Suppressed,
        Opened = totals.Opened,
        Clicked = totals.Clicked,
        Complained = totals.Complained,
        Unsubscribed = totals.Unsubscribed,
        AcceptanceRate = totals.AcceptanceRate,
        DeliveryRate = totals.DeliveryRate,
        OpenRate = totals.OpenRate,
        ClickRate = totals.ClickRate,
        Segments = channel is MessageChannel.Sms ? totals.Segments : null,
        Cost = channel is MessageChannel.Sms ? MoneyBody.From(totals.Cost) : null,
        EstimatedCost = channel is MessageChannel.Sms ? MoneyBody.From(totals.EstimatedCost) : null,
    };
}
