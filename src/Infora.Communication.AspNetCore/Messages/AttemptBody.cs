using System.ComponentModel;
using System.Text.Json.Serialization;
using Infora.Communication.AspNetCore.Http;
using Infora.Communication.Messages;

namespace Infora.Communication.AspNetCore.Messages;

[JsonNumberHandling(JsonNumberHandling.Strict)]
[Description("One try at handing a message to one provider.")]
internal sealed record AttemptBody
{
    [JsonPropertyName("number"), Description("1 for the first.")]
    public required int Number { get; init; }

    [JsonPropertyName("provider_id"), Description("The provider that was asked.")]
    public required int ProviderId { get; init; }

    [JsonPropertyName("started_at"), Description("When it was asked.")]
    public required DateTimeOffset StartedAt { get; init; }

    [JsonPropertyName("duration_ms"), Description("From asking to the answer.")]
    public required long DurationMs { get; init; }

    [JsonPropertyName("outcome"), Description("What came of it.")]
    public required AttemptOutcome Outcome { get; init; }

    [JsonPropertyName("error"), Description("Why it did not succeed.")]
    public required SendErrorBody? Error { get; init; }

    public static AttemptBody From(MessageAttempt attempt) => new()
    {
        Number = attempt.Number,
        ProviderId = attempt.ProviderId,
        StartedAt = attempt.StartedAt,
        DurationMs = Milliseconds.Of(attempt.Duration),
        Outcome = attempt.Outcome switch
        {
            SendStatus.Sent => AttemptOutcome.Sent,
            SendStatus.Rejected => AttemptOutcome.Rejected,
            SendStatus.Unavailable => AttemptOutcome.Unavailable,
            SendStatus.Uncertain => AttemptOutcome.Uncertain,
            var other => throw new InvalidOperationException($"No attempt ends {other}: the message is not offered to anybody."),
        },
        Error = SendErrorBody.From(attempt.Error),
    };
}
