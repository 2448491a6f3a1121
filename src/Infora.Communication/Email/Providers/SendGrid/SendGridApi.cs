using Infora.Communication.Providers.Http;

namespace Infora.Communication.Email.Providers.SendGrid;

/// <summary>Requests to one SendGrid account.</summary>
internal sealed class SendGridApi(SendGridOptions options)
{
    private readonly string _root = ApiRoot.Of(options.BaseUrl, "https://api.sendgrid.com");
    private readonly string _authorization = $"Bearer {options.ApiKey.Trim()}";

    public HttpRequestMessage SendMail(OutgoingEmail mail) => SendMail(SendGridMail.ToJson(mail));

    public HttpRequestMessage SendMail(byte[] json)
    {
        var request = Request(HttpMethod.Post, "/v3/mail/send");
        request.Content = new ByteArrayContent(json);
        request.Content.Headers.ContentType = new("application/json");
        return request;
    }

    public HttpRequestMessage GetScopes() => Request(HttpMethod.Get, "/v3/scopes");

    /// <summary>A text of SendGrid's without the account's secrets.</summary>
    public string Clean(string? text) => VendorText.Clean(text, options.ApiKey, options.WebhookSecret);

    private HttpRequestMessage Request(HttpMethod method, string resource)
    {
        var request = new HttpRequestMessage(method, _root + resource);
        request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return request;
    }
}
