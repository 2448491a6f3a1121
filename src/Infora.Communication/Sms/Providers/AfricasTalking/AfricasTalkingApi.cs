using Infora.Communication.Providers.Http;

namespace Infora.Communication.Sms.Providers.AfricasTalking;

/// <summary>Requests for one application: addresses, credentials and the wire form of a message.</summary>
internal sealed class AfricasTalkingApi(AfricasTalkingOptions options)
{
    private const string SandboxName = "sandbox";

    private string? _root;

    public bool IsSandbox => options.Sandbox || string.Equals(options.Username?.Trim(), SandboxName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name that requests carry; null where none is configured, and then nothing can be sent.</summary>
    public string? Username => IsSandbox ? SandboxName : string.IsNullOrWhiteSpace(options.Username) ? null : options.Username.Trim();

    public HttpRequestMessage CreateMessage(string username, IReadOnlyList<OutgoingSms> messages)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("username", username),
            new("to", messages.Count is 1 ? messages[0].To : string.Join(',', messages.Select(message => message.To))),
            new("message", messages[0].Body),
            new("bulkSMSMode", "1"),
        };
        // An empty sender would be refused; without one it is the vendor's shared sender.
        if (!string.IsNullOrWhiteSpace(options.SenderId))
        {
            form.Add(new("from", options.SenderId));
        }

        // The vendor answers before it talks to the operators, which takes long for many numbers.
        if (messages.Count > 1)
        {
            form.Add(new("enqueue", "1"));
        }

        var request = Request(HttpMethod.Post, "/version1/messaging");
        request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    public HttpRequestMessage GetUser(string username) =>
        Request(HttpMethod.Get, $"/version1/user?username={Uri.EscapeDataString(username)}");

    /// <summary>A text of the vendor's without the key.</summary>
    public string Clean(string? text) => VendorText.Clean(text, options.ApiKey);

    private HttpRequestMessage Request(HttpMethod method, string resource)
    {
        var request = new HttpRequestMessage(method, (_root ??= Root()) + resource);
        request.Headers.TryAddWithoutValidation("apiKey", options.ApiKey.Trim());
        // Without it the answer is XML.
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return request;
    }

    private string Root() =>
        ApiRoot.Of(options.BaseUrl, IsSandbox ? "https://api.sandbox.africastalking.com" : "https://api.africastalking.com");
}
