using System.Globalization;
using System.Text.Json;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Email.Providers.Ses;

/// <summary>Reads the answer of SES to one request.</summary>
internal sealed class SesAnswer(SesApi api, string sender, ProviderHttpResponse response) : IDisposable
{
    private const string Vendor = "Amazon SES";

    // A daily quota counts the last 24 hours, so some of it comes back all the time.
    private static readonly TimeSpan QuotaWait = TimeSpan.FromHours(1);

    private readonly JsonDocument? _document = LooseJson.Open(response.Body);

    private JsonElement? Json => _document?.RootElement;

    public void Dispose() => _document?.Dispose();

    public ProviderResult ToResult() => response.IsSuccess && Json.Member("MessageId").AsText() is { } id
        ? ProviderResult.Sent(id)
        : ToRefusal();

    public ProviderResult ToRefusal()
    {
        if (response.IsSuccess || response.Failure is not null)
        {
            return response.ToResult(Vendor);
        }

        var code = Code();
        if (SesFaults.IsThrottling(code) || (int)response.StatusCode is 429)
        {
            return Says("daily message quota")
                ? ProviderResult.Unavailable(Error(code, ErrorCode.LimitExceeded, SesHints.Quota), response.RetryAfter ?? QuotaWait)
                : ProviderResult.Unavailable(Error(code, ErrorCode.RateLimited, SesHints.Rate), response.RetryAfter);
        }

        return (int)response.StatusCode >= 500 || code is null
            ? response.ToResult(Vendor, Text(), code)
            : OfCode(code);
    }

    private ProviderResult OfCode(string code) => code switch
    {
        "MessageRejected" when Says("not verified") => NotVerified(code),
        "MessageRejected" => ProviderResult.Rejected(Error(code, ErrorCode.Blocked, hint: null) with { Permanent = true }),
        "BadRequestException" => ProviderResult.Rejected(
            Error(code, Says("address") ? ErrorCode.InvalidRecipient : ErrorCode.InvalidContent, hint: null) with { Permanent = true }),
        _ when SesFaults.Find(code, Says) is var (fault, hint) => ProviderResult.Unavailable(Error(code, fault, hint), response.RetryAfter),
        _ => response.ToResult(Vendor, Text(), code),
    };

    /// <summary>The text lists the addresses and domains that failed. The sender is ours to verify; a recipient is asked for in the sandbox only.</summary>
    private ProviderResult NotVerified(string code) => Says(sender) || Says($": {sender[(sender.LastIndexOf('@') + 1)..]}")
        ? ProviderResult.Unavailable(Error(code, ErrorCode.InvalidSender, SesHints.VerifySender))
        : ProviderResult.Rejected(Error(code, ErrorCode.Blocked, SesHints.Sandbox) with { Permanent = true });

    /// <summary>The name of the error alone, which stands between a namespace and an address.</summary>
    private string? Code()
    {
        var named = response.Header("x-amzn-ErrorType") ?? Json.Member("code").AsText() ?? Json.Member("__type").AsText();
        var code = named?.Split(':')[0];
        code = code?[(code.LastIndexOf('#') + 1)..].Trim();
        return string.IsNullOrEmpty(code) ? null : api.Clean(code);
    }

    private SendError Error(string? code, ErrorCode meaning, string? hint)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var text = Text() is { Length: > 0 } said ? $": {said}" : "";
        return new SendError(meaning, $"{Vendor} refused the mail{text}", Permanent: false) { ProviderCode = code ?? status, Hint = hint };
    }

    private string Text() => api.Clean(Said());

    private string Said() => Json.Member("message").AsText() ?? response.Text;

    private bool Says(string words) => Said().Contains(words, StringComparison.OrdinalIgnoreCase);
}
