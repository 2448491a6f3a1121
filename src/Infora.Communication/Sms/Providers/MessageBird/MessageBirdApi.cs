using System.Text.Encodings.Web;
using System.Text.Json;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Sms.Providers.MessageBird;

/// <summary>Requests to one MessageBird account: addresses, credentials and the wire form of a message.</summary>
internal sealed class MessageBirdApi(MessageBirdOptions options)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsTestKey => options.ApiKey.Trim().StartsWith("test_", StringComparison.Ordinal);

    public HttpRequestMessage CreateMessage(IReadOnlyList<OutgoingSms> messages)
    {
        var request = Request(HttpMethod.Post, "/messages");
        request.Content = new ByteArrayContent(ToJson(messages));
        request.Content.Headers.ContentType = new("application/json");
        return request;
    }

    public HttpRequestMessage GetBalance() => Request(HttpMethod.Get, "/balance");

    /// <summary>A text of MessageBird's without the account's secrets.</summary>
    public string Clean(string? text) => VendorText.Clean(text, options.ApiKey, options.WebhookSecret);

    private byte[] ToJson(IReadOnlyList<OutgoingSms> messages)
    {
        var first = messages[0];
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("originator", (options.SenderId ?? "").TrimStart('+'));
            json.WriteStartArray("recipients");
            foreach (var message in messages)
            {
                json.WriteStringValue(message.To.TrimStart('+'));
            }

            json.WriteEndArray();
            json.WriteString("body", first.Body);
            // Without it what is not in the GSM alphabet is mangled.
            json.WriteString("datacoding", "auto");
            if (messages.Count is 1)
            {
                // Reports of all recipients would carry it, so it stands for one only.
                json.WriteString("reference", first.Id.ToString("D"));
            }

            if (first.StatusCallback is { } callback)
            {
                json.WriteString("reportUrl", callback.AbsoluteUri);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private HttpRequestMessage Request(HttpMethod method, string resource)
    {
        var request = new HttpRequestMessage(method, ApiRoot.Of(options.BaseUrl, "https://rest.messagebird.com") + resource);
        request.Headers.TryAddWithoutValidation("Authorization", $"AccessKey {options.ApiKey.Trim()}");
        request.Headers.Accept.Add(new("application/json"));
        return request;
    }
}
