using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Email.Providers.Mailgun;

/// <summary>Reads Mailgun's answer to one request.</summary>
internal sealed partial class MailgunAnswer(MailgunApi api, ProviderHttpResponse response) : IDisposable
{
    private const string Vendor = "Mailgun";

    private const string CheckAccess =
        "Check region first: a domain of the EU region is known only where region is eu, any other only where it is us. Then check api_key and domain.";

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly JsonDocument? _document = LooseJson.Open(response.Body);

    private JsonElement? Json => _document?.RootElement;

    public void Dispose() => _document?.Dispose();

    public ProviderResult ToResult()
    {
        // Events name the message without the brackets that the answer has.
        var id = Json.Member("id").AsText()?.Trim('<', '>', ' ');
        return response.IsSuccess && !string.IsNullOrEmpty(id) ? ProviderResult.Sent(id) : ToRefusal();
    }

    public ProviderResult ToRefusal() => (int)response.StatusCode switch
    {
        // The page at the root of the API, which wrong paths lead to as well.
        200 when Says("Magnificent API") => ProviderResult.Unavailable(
            Error(ErrorCode.Configuration, "Check base_url and domain: the request did not reach the domain's messages.")),
        400 or 401 or 403 when IsOfAccount() => ProviderResult.Unavailable(
            Error(ErrorCode.Configuration, "Verify the domain in Mailgun, under Sending, Domains; a sandbox domain writes only to authorised recipients.")),
        400 when SaysAny("'from'", "from parameter") => ProviderResult.Unavailable(
            Error(ErrorCode.InvalidSender, "Check sender_email and sender_name.")),
        400 => ProviderResult.Rejected(Error(OfRequest(), hint: null) with { Permanent = true }),
        429 => ProviderResult.Unavailable(
            Error(ErrorCode.RateLimited, "Lower messages_per_second of this provider."), response.RetryAfter ?? WaitInText()),
        _ => response.ToResult(Vendor, Text(), providerCode: null, CheckAccess),
    };

    private ErrorCode OfRequest() => SaysAny("'to'", "'cc'", "'bcc'", "to parameter", "not a valid address")
        ? ErrorCode.InvalidRecipient
        : ErrorCode.InvalidContent;

    private bool IsOfAccount() => SaysAny("sandbox", "not allowed to send", "unverified", "activate your");

    private SendError Error(ErrorCode code, string? hint)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var text = Text() is { Length: > 0 } said ? $": {said}" : "";
        return new SendError(code, $"{Vendor} refused the mail{text}", Permanent: false) { ProviderCode = status, Hint = hint };
    }

    private string Text() => api.Clean(response.IsSuccess && Json is null && !Says("Magnificent API") ? null : Said());

    /// <summary>An object with a message, a bare JSON text, or no JSON at all.</summary>
    private string Said() =>
        Json.Member("message").AsText() ?? Json.Member("reason").AsText() ?? Json.AsText() ?? response.Text;

    private bool SaysAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Says(word))
            {
                return true;
            }
        }

        return false;
    }

    private bool Says(string words) => Said().Contains(words, StringComparison.OrdinalIgnoreCase);

    private TimeSpan? WaitInText()
    {
        if (RetryIn().Match(Said()) is not { Success: true } match)
        {
            return null;
        }

        var wait = TimeSpan.FromSeconds(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        return wait < LongestWait ? wait : LongestWait;
    }

    [GeneratedRegex(@"after (\d{1,6}) seconds?\b", RegexOptions.IgnoreCase)]
    private static partial Regex RetryIn();
}
