using System.Text.RegularExpressions;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.Twilio;

/// <summary>Requests to one Twilio account: addresses, credentials and the wire form of a message.</summary>
internal sealed partial class TwilioApi(TwilioOptions options)
{
    private string? _account;
    private string? _authorization;
    private string? _keyAuthorization;

    /// <summary>The account's tokens: while they are changed there are two, and the first is the one to send with.</summary>
    public IReadOnlyList<string> Tokens { get; } = WebhookKeys.Of(options.AuthToken);

    public bool UsesApiKey => !string.IsNullOrEmpty(options.ApiKey);

    public string? SenderId => options.SenderId;

    /// <summary>Whether the account's id looks like one; Twilio decides, but says nothing helpful of one that does not.</summary>
    public bool HasPlausibleAccountSid => AccountSid().IsMatch(options.AccountSid);

    public HttpRequestMessage CreateMessage(OutgoingSms message)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("To", message.To),
            new(TwilioSender.IsMessagingService(options.SenderId) ? "MessagingServiceSid" : "From", options.SenderId ?? ""),
            new("Body", message.Body),
        };
        if (message.StatusCallback is { } callback)
        {
            form.Add(new("StatusCallback", callback.AbsoluteUri));
        }

        var request = Request(HttpMethod.Post, "/Messages.json", withKey: true);
        request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    public HttpRequestMessage GetAccount() => Request(HttpMethod.Get, ".json", withKey: false);

    public HttpRequestMessage GetBalance() => Request(HttpMethod.Get, "/Balance.json", withKey: false);

    public HttpRequestMessage GetMessage(string sid) => Request(HttpMethod.Get, $"/Messages/{Uri.EscapeDataString(sid)}.json", withKey: true);

    /// <summary>The least that an API key which can send may read: keys of the standard kind cannot read the account.</summary>
    public HttpRequestMessage GetMessages() => Request(HttpMethod.Get, "/Messages.json?PageSize=1", withKey: true);

    /// <summary>A text of Twilio's without the account's secrets.</summary>
    public string Clean(string? text) => VendorText.Clean(text, [.. Tokens, options.ApiSecret, options.ApiKey]);

    private HttpRequestMessage Request(HttpMethod method, string resource, bool withKey)
    {
        _account ??= $"{Root()}/2010-04-01/Accounts/{Uri.EscapeDataString(options.AccountSid.Trim())}";
        var request = new HttpRequestMessage(method, _account + resource);
        request.Headers.TryAddWithoutValidation("Authorization", withKey && UsesApiKey
            ? _keyAuthorization ??= BasicCredentials.Of(options.ApiKey!.Trim(), options.ApiSecret!.Trim())
            : _authorization ??= BasicCredentials.Of(options.AccountSid.Trim(), Tokens.Count > 0 ? Tokens[0] : ""));
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return request;
    }

    private string Root()
    {
        // An edge leads into one region; without one named it is the first.
        var region = string.IsNullOrEmpty(options.Region) && !string.IsNullOrEmpty(options.Edge) ? "us1" : options.Region;
        var host = string.Join('.', new[] { "api", options.Edge, region, "twilio", "com" }.Where(part => !string.IsNullOrEmpty(part)));
        return ApiRoot.Of(options.BaseUrl, $"https://{host}");
    }

    [GeneratedRegex("^AC[0-9a-fA-F]{32}$")]
    private static partial Regex AccountSid();
}
