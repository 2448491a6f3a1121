using System.Text;
using System.Text.Json;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Email.Providers.Ses.Webhooks;

/// <summary>What SNS puts around a message (https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html).</summary>
internal sealed class SnsEnvelope
{
    private static readonly string[] SignedOfNotification = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
    private static readonly string[] SignedOfConfirmation = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];

    private readonly Dictionary<string, string> _members;

    private SnsEnvelope(Dictionary<string, string> members) => _members = members;

    public string? Type => this["Type"];

    public string? Id => this["MessageId"];

    public string? Topic => this["TopicArn"];

    public string Message => this["Message"] ?? "";

    public bool IsNotification => Type is "Notification";

    public bool IsConfirmation => Type is "SubscriptionConfirmation" or "UnsubscribeConfirmation";

    /// <summary>A member as it was signed, with every space; null where it is missing or no text.</summary>
    public string? this[string name] => _members.GetValueOrDefault(name);

    /// <returns>Null where the body is no object, such as a message that is delivered raw.</returns>
    public static SnsEnvelope? Read(WebhookRequest request)
    {
        using var document = LooseJson.Open(request.Body);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
        {
            return null;
        }

        var members = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in root.EnumerateObject())
        {
            if (TextOf(member) is { } text && !members.TryAdd(text.Name, text.Value))
            {
                // Which of two is signed cannot be told.
                return null;
            }
        }

        return new SnsEnvelope(members);
    }

    /// <summary>Where headers repeat what the body says, they agree.</summary>
    public bool AgreesWith(WebhookRequest request) =>
        (request.Header("x-amz-sns-message-type") ?? Type) == Type && (request.Header("x-amz-sns-message-id") ?? Id) == Id;

    /// <summary>The text that the signature is over.</summary>
    public byte[] Signed()
    {
        var text = new StringBuilder();
        foreach (var name in IsNotification ? SignedOfNotification : SignedOfConfirmation)
        {
            if (this[name] is { } value)
            {
                text.Append(name).Append('\n').Append(value).Append('\n');
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static (string Name, string Value)? TextOf(JsonProperty member)
    {
        try
        {
            return member.Value.ValueKind is JsonValueKind.String ? (member.Name, member.Value.GetString()!) : null;
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair, which is JSON but no text.
            return null;
        }
    }
}
