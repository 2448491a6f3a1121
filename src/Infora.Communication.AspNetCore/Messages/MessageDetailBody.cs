using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Infora.Communication.Messages;

namespace Infora.Communication.AspNetCore.Messages;

[JsonNumberHandling(JsonNumberHandling.Strict)]
[Description("A message with all that happened to it.")]
internal sealed record MessageDetailBody : MessageBody
{
    [SetsRequiredMembers]
    private MessageDetailBody(MessageBody body, StoredMessage message, MessageHistory history)
        : base(body)
    {
        Events = [.. EventsOf(message.State, history).Select(MessageEventBody.From)];
        Attempts = [.. history.Attempts.Select(AttemptBody.From)];
        Routing = [.. message.State.Routing.Select(RoutingBody.From)];
    }

    [JsonPropertyName("events"), Description("What happened to it, in order.")]
    public IReadOnlyList<MessageEventBody> Events { get; }

    [JsonPropertyName("attempts"), Description("Every try at handing it over.")]
    public IReadOnlyList<AttemptBody> Attempts { get; }

    [JsonPropertyName("routing"), Description("Which providers were considered, and why each was chosen or passed over.")]
    public IReadOnlyList<RoutingBody> Routing { get; }

    [JsonPropertyName("html_body"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("With include=body: the HTML of a mail.")]
    public string? HtmlBody { get; private init; }

    [JsonPropertyName("text_body"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("With include=body: the text of a mail.")]
    public string? TextBody { get; private init; }

    [JsonPropertyName("body"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("With include=body: the text of an SMS.")]
    public string? Body { get; private init; }

    /// <summary>What happened as it was accepted is not stored apart from its state.</summary>
    private static IEnumerable<MessageEvent> EventsOf(MessageRecord state, MessageHistory history)
    {
        yield return new MessageEvent("queued", state.QueuedAt);
        foreach (var happened in history.Events)
        {
            yield return happened;
        }

        if (state.Status is MessageStatus.Suppressed && history.Events.Count is 0)
        {
            yield return new MessageEvent("suppressed", state.QueuedAt) { Detail = state.Error?.Message };
        }
    }

    public static MessageDetailBody From(StoredMessage message, MessageHistory history, bool withBody)
    {
        var content = withBody ? message.Content : null;
        var isEmail = message.State.Channel is MessageChannel.Email;
        return new(From(message), message, history)
        {
            HtmlBody = content?.HtmlBody,
            TextBody = isEmail ? content?.TextBody : null,
            Body = isEmail ? null : content?.TextBody,
        };
    }
}
