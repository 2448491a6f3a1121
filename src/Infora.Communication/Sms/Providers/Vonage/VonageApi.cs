using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.Vonage;

/// <summary>Requests to one Vonage account: addresses, credentials and the wire form of a message.</summary>
internal sealed class VonageApi(VonageOptions options)
{
    private readonly string _root = ApiRoot.Of(options.BaseUrl, "https://rest.nexmo.com");
    private readonly string _authorization = BasicCredentials.Of(options.ApiKey.Trim(), options.ApiSecret.Trim());

    public string Key => options.ApiKey.Trim();

    /// <summary>What reports are signed with; none where they are taken without.</summary>
    public IReadOnlyList<string> Secrets { get; } = WebhookKeys.Of(options.WebhookSecret);

    public string SignatureMethod => options.SignatureMethod;

    /// <summary>Whether reports carry a signed token in place of a signature among their parameters.</summary>
    public bool SignsTokens => options.SignatureMethod is "jwt";

    public string AccountCurrency => options.AccountCurrency;

    public HttpRequestMessage CreateMessage(OutgoingSms message)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("from", (options.SenderId ?? "").TrimStart('+')),
            new("to", message.To.TrimStart('+')),
            new("text", message.Body),
            // Vonage does not look at the text: what is not in the alphabet of "text" would arrive as question marks.
            new("type", message.Segments.Encoding is SmsEncoding.Ucs2 ? "unicode" : "text"),
            new("client-ref", message.Id.ToString("D")),
        };
        if (message.StatusCallback is { } callback)
        {
            form.Add(new("callback", callback.AbsoluteUri));
        }

        var request = Request(HttpMethod.Post, "/sms/json");
        request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    public HttpRequestMessage GetBalance() => Request(HttpMethod.Get, "/account/get-balance");

    /// <summary>A text of Vonage's without the account's secrets.</summary>
    public string Clean(string? text) => VendorText.Clean(text, [options.ApiSecret, .. Secrets, options.ApiKey]);

    private HttpRequestMessage Request(HttpMethod method, string resource)
    {
        var request = new HttpRequestMessage(method, _root + resource);
        // Vonage takes the credentials as form fields too, but a body is sooner logged on the way than this header.
        request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return request;
    }
}
