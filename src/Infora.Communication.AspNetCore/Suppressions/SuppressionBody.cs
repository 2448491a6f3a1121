using System.ComponentModel;
using System.Text.Json.Serialization;
using Infora.Communication.Messages;
using Infora.Communication.Suppressions;

namespace Infora.Communication.AspNetCore.Suppressions;

[JsonNumberHandling(JsonNumberHandling.Strict)]
[Description("A recipient who is not written to.")]
internal sealed record SuppressionBody
{
    [JsonPropertyName("id"), Description("The id.")]
    public required int Id { get; init; }

    [JsonPropertyName("channel"), Description("Email or SMS.")]
    public required MessageChannel Channel { get; init; }

    [JsonPropertyName("recipient"), Description("The address in lower case, or the number in E.164.")]
    public required string Recipient { get; init; }

    [JsonPropertyName("category"), Description("The messages that it stops; null for all.")]
    public required MessageCategory? Category { get; init; }

    [JsonPropertyName("reason"), Description("Why.")]
    public required SuppressionReason Reason { get; init; }

    [JsonPropertyName("note"), Description("What else is known, for people to read.")]
    public required string? Note { get; init; }

    [JsonPropertyName("source_message_id"), Description("The message that it came of.")]
    public required Guid? SourceMessageId { get; init; }

    [JsonPropertyName("created_at"), Description("When it was added.")]
    public required DateTimeOffset CreatedAt { get; init; }

    public static SuppressionBody From(Suppression suppression) => new()
    {
        Id = suppression.Id,
        Channel = suppression.Channel,
        Recipient = suppression.Recipient,
        Category = suppression.Category,
        Reason = suppression.Reason,
        Note = suppression.Note,
        SourceMessageId = suppression.SourceMessageId,
        CreatedAt = suppression.CreatedAt,
    };
}
