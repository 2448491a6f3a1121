using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Sms.Providers.Vonage;

/// <summary>Reads Vonage's answer to one message, in which each segment has an outcome, an id and a price of its own.</summary>
internal sealed partial class VonageAnswer(VonageApi api, ProviderHttpResponse response) : IDisposable
{
    private const string Vendor = "Vonage";
    private const int EnhanceYourCalm = 420;

    private readonly JsonDocument? _document = LooseJson.Open(response.Body);

    private JsonElement? Body => _document?.RootElement;

    public void Dispose() => _document?.Dispose();

    public ProviderResult ToResult()
    {
        var segments = Body.Member("messages").Items();
        // After 5xx the message may have gone out, whatever the segments say; after 429 it surely has not.
        if (segments.Count is 0 || (int)response.StatusCode is >= 500 or 429)
        {
            return ToRefusal();
        }

        if (segments.TrueForAll(IsTaken))
        {
            return ProviderResult.Sent(segments[0].Member("message-id").AsText(), segments.Count, Price(segments));
        }

        var refused = segments.Find(segment => !IsTaken(segment));
        var taken = segments.Count(IsTaken);
        return refused.Member("status").AsText() is null ? response.ToResult(Vendor, "a segment has no status")
            : taken is 0 ? Refuse(refused)
            : RefusePart(refused, $"{Vendor} took {taken} of {segments.Count} segments and refused the others");
    }

    /// <summary>What an answer means that says nothing of the message.</summary>
    public ProviderResult ToRefusal()
    {
        var text = Body.Member("error-code-label").AsText() ?? Body.Member("detail").AsText() ?? Body.Member("title").AsText()
            ?? (Body is null && !response.IsSuccess ? response.Text : null);
        return (int)response.StatusCode is EnhanceYourCalm && response.Failure is null
            ? ProviderResult.Unavailable(Error(VonageFault.Find(1), EnhanceYourCalm, $"{Vendor} answered {EnhanceYourCalm}"), response.RetryAfter)
            : response.ToResult(Vendor, api.Clean(text), providerCode: null, VonageFault.CheckCredentials);
    }

    private ProviderResult Refuse(JsonElement? segment)
    {
        var status = segment.Member("status").AsInt();
        var text = segment.Member("error-text").AsText();
        var fault = VonageFault.Find(status);
        var error = Error(fault, status, $"{Vendor} refused the message: {Said(text)}");
        return fault?.Status is SendStatus.Rejected
            ? ProviderResult.Rejected(error with { Permanent = true })
            : ProviderResult.Unavailable(error, response.RetryAfter ?? AskedWait(text));
    }

    /// <summary>What went out is paid for and may arrive: to send the message again, here or elsewhere, would be wrong.</summary>
    private ProviderResult RefusePart(JsonElement? segment, string what)
    {
        var status = segment.Member("status").AsInt();
        var error = Error(VonageFault.Find(status), status, $"{what}: {Said(segment.Member("error-text").AsText())}");
        return ProviderResult.Rejected(error with { Permanent = true });
    }

    private string Said(string? text) => api.Clean(text) is { Length: > 0 } said ? said : "no reason given";

    private Money? Price(List<JsonElement?> segments)
    {
        var prices = segments.ConvertAll(segment => segment.Member("message-price").AsDecimal());
        return prices.TrueForAll(price => price is not null) ? new Money(prices.Sum(price => price!.Value), api.AccountCurrency) : null;
    }

    private static bool IsTaken(JsonElement? segment) => segment.Member("status").AsText() is "0";

    private static SendError Error(VonageFault? fault, int? status, string message) =>
        new(fault?.Code ?? ErrorCode.Unknown, message, Permanent: false)
        {
            ProviderCode = status?.ToString(CultureInfo.InvariantCulture),
            Hint = fault?.Hint,
        };

    private static TimeSpan? AskedWait(string? text) =>
        text is not null && Wait().Match(text) is { Success: true } wait
            ? TimeSpan.FromMilliseconds(int.Parse(wait.Groups[1].Value, CultureInfo.InvariantCulture))
            : null;

    [GeneratedRegex(@"wait \[\s*(\d{1,8})\s*\]")]
    private static partial Regex Wait();
}
