using Infora.Communication.Providers.Http;

namespace Infora.Communication.Email.Providers.Ses;

/// <summary>Signed requests to SES in one region.</summary>
internal sealed class SesApi(SesOptions options, TimeProvider time)
{
    // The name that SES has in signatures; its host is called email.
    private const string Service = "ses";

    private readonly SesCredentials? _credentials = SesCredentials.Of(options);

    private readonly string? _region = string.IsNullOrWhiteSpace(options.Region) ? null : options.Region.Trim();

    private string? _root;

    /// <summary>What is missing, without which nothing can be asked of SES; null where it is complete.</summary>
    public SendError? Fault => _credentials is null ? SesHints.NoCredentials : _region is null ? SesHints.NoRegion : null;

    public HttpRequestMessage SendEmail(OutgoingEmail mail)
    {
        var body = SesMail.ToJson(mail, options.ConfigurationSet, time.GetUtcNow());
        var request = Request(HttpMethod.Post, "/v2/email/outbound-emails");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new("application/json");
        return Sign(request, body);
    }

    public HttpRequestMessage GetAccount() => Sign(Request(HttpMethod.Get, "/v2/email/account"), []);

    /// <summary>A text of AWS's without the account's secrets.</summary>
    public string Clean(string? text) =>
        VendorText.Clean(text, _credentials?.SecretAccessKey, _credentials?.SessionToken, _credentials?.AccessKeyId, options.ApiKey);

    private string Root => _root ??= ApiRoot.Of(options.BaseUrl, $"https://email.{_region}.{Suffix()}");

    private HttpRequestMessage Request(HttpMethod method, string resource)
    {
        var request = new HttpRequestMessage(method, Root + resource);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return request;
    }

    private HttpRequestMessage Sign(HttpRequestMessage request, byte[] body)
    {
        AwsSignature.Sign(request, body, _credentials!, _region!, Service, time.GetUtcNow());
        return request;
    }

    /// <summary>China and the European sovereign cloud are apart from the rest of AWS.</summary>
    private string Suffix() => _region switch
    {
        { } region when region.StartsWith("cn-", StringComparison.Ordinal) => "amazonaws.com.cn",
        { } region when region.StartsWith("eusc-", StringComparison.Ordinal) => "amazonaws.eu",
        _ => "amazonaws.com",
    };
}
