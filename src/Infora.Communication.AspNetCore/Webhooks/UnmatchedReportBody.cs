using System.ComponentModel;
using System.Text.Json.Serialization;
using Infora.Communication.Reports;

namespace Infora.Communication.AspNetCore.Webhooks;

[JsonNumberHandling(JsonNumberHandling.Strict)]
[Description("What a vendor reported of a message that was never found.")]
internal sealed record UnmatchedReportBody
{
    [JsonPropertyName("id"), Description("The id.")]
    public required long Id { get; init; }

    [JsonPropertyName("channel"), Description("Email or SMS.")]
    public required MessageChannel Channel { get; init; }

    [JsonPropertyName("provider_id"), Description("The provider that it came for.")]
    public required int ProviderId { get; init; }

    [JsonPropertyName("type"), Description("What happened, in one language for all vendors.")]
    public required ReportKind Type { get; init; }

    [JsonPropertyName("occurred_at"), Description("When, by the vendor's clock.")]
    public required DateTimeOffset OccurredAt { get; init; }

    [JsonPropertyName("received_at"), Description("When it came in.")]
    public required DateTimeOffset ReceivedAt { get; init; }

    [JsonPropertyName("recipient"), Description("The address or the number, where it names one.")]
    public required string? Recipient { get; init; }

    [JsonPropertyName("provider_message_id"), Description("The vendor's id of the message.")]
    public required string? ProviderMessageId { get; init; }

    [JsonPropertyName("provider_event"), Description("The vendor's own word for it.")]
    public required string? ProviderEvent { get; init; }

    [JsonPropertyName("provider_event_id"), Description("The vendor's id of the event.")]
    public required string? ProviderEventId { get; init; }

    [JsonPropertyName("detail"), Description("What else is known.")]
    public required string? Detail { get; init; }

    public static UnmatchedReportBody From(ReceivedReport received) => new()
    {
        Id = received.Id,
        Channel = received.Channel,
        ProviderId = received.ProviderId,
        Type = received.Report.Kind,
        OccurredAt = received.Report.OccurredAt,
        ReceivedAt = received.ReceivedAt,
        Recipient = received.Report.Recipient,
        ProviderMessageId = received.Report.ProviderMessageId,
        ProviderEvent = received.Report.ProviderEvent,
        ProviderEventId = received.Report.ProviderEventId,
        Detail = received.Report.Detail ?? received.Report.Reply,
    };
}
