using Infora.Communication.Providers.Http;

namespace Infora.Communication.Email.Providers.Mailgun;

/// <summary>Requests for one domain of a Mailgun account.</summary>
internal sealed class MailgunApi(MailgunOptions options)
{
    private readonly string _root = ApiRoot.Of(
        options.BaseUrl, options.Region is MailgunRegion.Eu ? "https://api.eu.mailgun.net" : "https://api.mailgun.net");

    private readonly string _authorization = BasicCredentials.Of("api", options.ApiKey.Trim());

    /// <summary>The domain, or null where none that can be one is configured.</summary>
    public string? Domain { get; } = MailgunDomain.Of(options);

    public HttpRequestMessage SendMessage(string domain, OutgoingEmail mail)
    {
        var request = Request(HttpMethod.Post, $"/v3/{Uri.EscapeDataString(domain)}/messages");
        request.Content = MailgunForm.Of(mail);
        return request;
    }

    public HttpRequestMessage SendMessages(string domain, MailgunBatchMail mails, IReadOnlyList<int> members)
    {
        var request = Request(HttpMethod.Post, $"/v3/{Uri.EscapeDataString(domain)}/messages");
        request.Content = MailgunForm.Of(mails.Fields(members), mails.Shared);
        return request;
    }

    public HttpRequestMessage GetDomain(string domain) => Request(HttpMethod.Get, $"/v4/domains/{Uri.EscapeDataString(domain)}");

    /// <summary>A text of Mailgun's without the account's secrets.</summary>
    public string Clean(string? text) => VendorText.Clean(text, options.ApiKey.Trim(), options.WebhookSecret);

    private HttpRequestMessage Request(HttpMethod method, string resource)
    {
        var request = new HttpRequestMessage(method, _root + resource);
        request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return request;
    }
}
