using Infora.Communication.Providers.Http.Custom;

namespace Infora.Communication.Sms.Providers.Http;

/// <summary>A text message as templates read it.</summary>
internal sealed class HttpSmsMessage(Guid id, string to, string? senderId, string body) : CustomMessage
{
    private static readonly string[] Names = ["id", "to", "from", "sender_id", "text", "body"];

    public override IEnumerable<string?> Contents => [body];

    public static HttpSmsMessage Of(OutgoingSms message, string? senderId) => new(message.Id, message.To, senderId, message.Body);

    /// <summary>A message that nobody gets, to try templates with.</summary>
    public static HttpSmsMessage Sample(string? senderId, string body) => new(Guid.Empty, "+254712345678", senderId, body);

    public override string? Text(string name) => name switch
    {
        "id" => id.ToString("D"),
        "to" => to,
        "from" or "sender_id" => senderId ?? "",
        "text" or "body" => body,
        _ => null,
    };

    public override IReadOnlyDictionary<string, object?> ToVariables() => Names.ToDictionary(name => name, object? (name) => Text(name));
}
