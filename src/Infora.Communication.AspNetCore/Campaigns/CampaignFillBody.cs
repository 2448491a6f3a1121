using System.ComponentModel;
using System.Text.Json.Serialization;
using Infora.Communication.Campaigns;

namespace Infora.Communication.AspNetCore.Campaigns;

[JsonNumberHandling(JsonNumberHandling.Strict)]
[Description("What came of adding recipients.")]
internal sealed record CampaignFillBody
{
    [JsonPropertyName("added"), Description("How many were added.")]
    public required long Added { get; init; }

    [JsonPropertyName("duplicates"), Description("How many were recipients already.")]
    public required long Duplicates { get; init; }

    [JsonPropertyName("invalid"), Description("Lines that are no recipients; the first 100.")]
    public required IReadOnlyList<InvalidRecipientBody> Invalid { get; init; }

    [JsonPropertyName("invalid_count"), Description("How many of them there are.")]
    public required long InvalidCount { get; init; }

    public static CampaignFillBody From(CampaignFill fill) => new()
    {
        Added = fill.Added,
        Duplicates = fill.Duplicates,
        Invalid = [.. fill.Invalid.Select(invalid => new InvalidRecipientBody { Line = invalid.Line, Reason = invalid.Reason })],
        InvalidCount = fill.InvalidCount,
    };
}

[JsonNumberHandling(JsonNumberHandling.Strict)]
[Description("A line that is no recipient.")]
internal sealed record InvalidRecipientBody
{
    [JsonPropertyName("line"), Description("The line, from 1.")]
    public required long Line { get; init; }

    [JsonPropertyName("reason"), Description("What is wrong with it.")]
    public required string Reason { get; init; }
}
