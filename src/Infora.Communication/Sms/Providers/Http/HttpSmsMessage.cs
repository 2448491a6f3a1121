namespace Infora.Communication.Sms.Providers.Http;

/// <summary>A text message as templates read it.</summary>
internal static class HttpSmsMessage
{
    public static Dictionary<string, object?> Of(OutgoingSms message, string? senderId) =>
        Of(message.Id.ToString("D"), message.To, senderId, message.Body);

    /// <summary>A message that nobody gets, to try templates with.</summary>
    public static Dictionary<string, object?> Sample(string? senderId, string body) =>
        Of(Guid.Empty.ToString("D"), "+254712345678", senderId, body);

    private static Dictionary<string, object?> Of(string id, string to, string? senderId, string body) => new(capacity: 6)
    {
        ["id"] = id,
        ["to"] = to,
        ["from"] = senderId ?? "",
        ["sender_id"] = senderId ?? "",
        ["text"] = body,
        ["body"] = body,
    };
}
