using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Infora.Communication.Providers.Http;

/// <summary>A vendor's answer over HTTP, read to its end; or, in <see cref="Failure"/>, what became of a request without one.</summary>
public sealed class ProviderHttpResponse
{
    private readonly HttpResponseHeaders? _headers;

    private string? _text;

    internal ProviderHttpResponse(
        HttpStatusCode statusCode, HttpResponseHeaders? headers, ReadOnlyMemory<byte> body, TimeSpan? retryAfter) =>
        (StatusCode, _headers, Body, RetryAfter) = (statusCode, headers, body, retryAfter);

    internal ProviderHttpResponse(ProviderResult failure)
        : this(default, headers: null, default, failure.RetryAfter) => Failure = failure;

    /// <summary>
    /// The outcome of a request that got no whole answer: <see cref="SendStatus.Unavailable"/> where the vendor surely
    /// did not get it, <see cref="SendStatus.Uncertain"/> where it may have. Null where there is an answer.
    /// </summary>
    public ProviderResult? Failure { get; }

    /// <summary>The status; 0 without an answer.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Whether the status is of the 200s.</summary>
    public bool IsSuccess => (int)StatusCode is >= 200 and < 300;

    /// <summary>The body; what is beyond 256 KiB is left out.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The body as UTF-8. It may hold anything: show it through <see cref="VendorText"/> only.</summary>
    public string Text => _text ??= Encoding.UTF8.GetString(Body.Span);

    /// <summary>How long the vendor asks to be left alone, or null; at most a day.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>A header's first value, or null.</summary>
    /// <param name="name">Its name, in any case.</param>
    public string? Header(string name)
    {
        if (_headers is not null && _headers.NonValidated.TryGetValues(name, out var values))
        {
            foreach (var value in values)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>
    /// The outcome that the status alone tells, for answers in which the vendor's own codes say nothing: 5xx is uncertain,
    /// since vendors have sent messages that they answered so, and so is a 2xx that could not be read.
    /// </summary>
    /// <param name="vendor">The vendor's name as people write it.</param>
    /// <param name="text">The vendor's own words, cleaned by <see cref="VendorText"/>; empty or null where it has none.</param>
    /// <param name="providerCode">The vendor's own code, or null for the HTTP status.</param>
    /// <param name="hint">What to do about refused credentials, or null.</param>
    public ProviderResult ToResult(string vendor, string? text = null, string? providerCode = null, string? hint = null) =>
        Failure ?? HttpStatusOutcome.Of(this, vendor, text, providerCode, hint);

    /// <summary>What to say of a check of the credentials that this answer, or the lack of one, lets fail: a check hands nothing over, so it is never uncertain.</summary>
    /// <param name="vendor">The vendor's name as people write it.</param>
    /// <param name="message">What was found, for a person to read.</param>
    /// <param name="outcome">What the vendor's own codes tell; null for what the status tells.</param>
    public ProviderCheck ToFailedCheck(string vendor, string message, ProviderResult? outcome = null)
    {
        if (Failure is null && IsSuccess)
        {
            var foreign = new SendError(ErrorCode.Configuration, $"The answer is not one of {vendor}.", Permanent: false) { Hint = "Check base_url." };
            return new ProviderCheck(foreign.Message, foreign);
        }

        var error = (outcome ?? ToResult(vendor)).Error!;
        return new ProviderCheck(message, error.Code is ErrorCode.Uncertain ? error with { Code = ErrorCode.Unavailable } : error);
    }
}
