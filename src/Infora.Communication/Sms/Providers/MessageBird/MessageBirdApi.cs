using System.Text.Json;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.MessageBird;

/// <summary>Requests to one MessageBird account: addresses, credentials and the wire form of a message.</summary>
internal sealed class MessageBirdApi(MessageBirdOptions options)
{
    private readonly string _root = ApiRoot.Of(options.BaseUrl, "https://rest.messagebird.com");
    private readonly string _authorization = $"AccessKey {options.ApiKey.Trim()}";

    /// <summary>What reports are signed with; none where they are taken without.</summary>
    public IReadOnlyList<string> SigningKeys { get; } = WebhookKeys.Of(options.WebhookSecret);

    public bool IsTestKey => options.ApiKey.Trim().StartsWith("test_", StringComparison.Ordinal);

    public HttpRequestMessage CreateMessage(IReadOnlyList<OutgoingSms> messages)
    {
        var request = Request(HttpMethod.Post, "/messages");
        request.Content = new ByteArrayContent(JsonBody.Write((messages, options.SenderId), static (json, source) => Write(json, source.messages, source.SenderId)));
        request.Content.Headers.ContentType = new("application/json");
        return request;
    }

    public HttpRequestMessage GetMessage(string id) => Request(HttpMethod.Get, $"/messages/{Uri.EscapeDataString(id)}");

    public HttpRequestMessage GetBalance() => Request(HttpMethod.Get, "/balance");

    /// <summary>A text of MessageBird's without the account's secrets.</summary>
    public string Clean(string? text) => VendorText.Clean(text, [options.ApiKey, .. SigningKeys]);

    private static void Write(Utf8JsonWriter json, IReadOnlyList<OutgoingSms> messages, string? senderId)
    {
        var first = messages[0];
        json.WriteStartObject();
        json.WriteString("originator", (senderId ?? "").AsSpan().TrimStart('+'));
        json.WriteStartArray("recipients");
        foreach (var message in messages)
        {
            json.WriteStringValue(message.To.AsSpan().TrimStart('+'));
        }

        json.WriteEndArray();
        json.WriteString("body", first.Body);
        // Without it what is not in the GSM alphabet is mangled.
        json.WriteString("datacoding", "auto");
        // Reports come only for messages that have one, and the reports of many carry the same.
        if (messages.Count is 1)
        {
            json.WriteString("reference", first.Id);
        }
        else
        {
            json.WriteString("reference", "batch");
        }

        if (first.StatusCallback is { } callback)
        {
            // The query names the first message, and the reports of all come to one address.
            json.WriteString("reportUrl", messages.Count is 1 ? callback.AbsoluteUri : callback.GetLeftPart(UriPartial.Path));
        }

        json.WriteEndObject();
    }

    private HttpRequestMessage Request(HttpMethod method, string resource)
    {
        var request = new HttpRequestMessage(method, _root + resource);
        request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return request;
    }
}
