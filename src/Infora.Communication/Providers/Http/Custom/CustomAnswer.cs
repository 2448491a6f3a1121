using System.Text.Json;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>Reads a gateway's answer as its settings say.</summary>
internal sealed class CustomAnswer(
    string name, CustomSettings settings, CustomPointers pointers, ProviderHttpResponse response, HttpRequestMessage request, CustomMessage message) : IDisposable
{
    private const string CheckAccess = "Check request.auth, request.headers and secret_values.";
    private const string CheckAddress = "Check request.url and request.method.";

    private static readonly CustomResponse Defaults = new();

    private readonly JsonDocument? _document = LooseJson.Open(response.Body);

    private JsonElement? Body => _document?.RootElement;

    public void Dispose() => _document?.Dispose();

    public ProviderResult ToResult()
    {
        var status = (int)response.StatusCode;
        if (!(settings.Response.SuccessStatuses ?? Defaults.SuccessStatuses!).Contains(status))
        {
            return response.ToResult(name, Reason(), providerCode: null, status is 404 or 405 ? CheckAddress : CheckAccess);
        }

        if (settings.Response.SuccessMatch is not { } match)
        {
            return ProviderResult.Sent(MessageId());
        }

        var value = At(pointers.SuccessMatch);
        return value is { ValueKind: JsonValueKind.String } text && text.ValueEquals(match.Expected) ? ProviderResult.Sent(MessageId())
            : value is not null && value.AsText() == match.Expected ? ProviderResult.Sent(MessageId())
            : value is null && At(pointers.Error).AsText() is null ? response.ToResult(name, $"there is nothing at {match.Pointer}")
            : Refuse(value.AsText());
    }

    /// <summary>The gateway did not take the message; whose fault that is only it knows, so another provider may try.</summary>
    private ProviderResult Refuse(string? value)
    {
        var said = Reason() is { Length: > 0 } reason ? reason : Clean(value) is { Length: > 0 } state ? state : "no reason given";
        var error = new SendError(ErrorCode.Unknown, $"{name} refused the message: {said}", Permanent: false)
        {
            ProviderCode = Clean(value) is { Length: > 0 } code ? code : null,
            Hint = settings.Response.ErrorPointer is null ? "Set response.error_pointer to where the gateway says why." : null,
        };
        return ProviderResult.Unavailable(error, response.RetryAfter);
    }

    private string? MessageId() => At(pointers.MessageId).AsText();

    /// <summary>Of JSON only what the settings point at: a gateway that repeats the request would repeat the message.</summary>
    private string Reason() => Clean(At(pointers.Error).AsText() ?? (Body is null && !response.IsSuccess ? response.Text : null));

    private JsonElement? At(JsonPointer? pointer) => pointer?.Find(Body);

    private string Clean(string? text) => string.IsNullOrWhiteSpace(text) ? "" : VendorText.Clean(text, [.. Secrets(), .. message.Contents]);

    /// <summary>The secrets in every form in which the request holds them.</summary>
    private IEnumerable<string?> Secrets() =>
        settings.Secrets.Values.SelectMany(secret => new[] { secret, secret.Trim(), Uri.EscapeDataString(secret) })
            .Append(request.Headers.NonValidated.TryGetValues("Authorization", out var values) ? values.ToString().Split(' ')[^1] : null)
            .Distinct();
}
