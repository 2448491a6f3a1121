using System.Buffers;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Infora.Communication.Providers.Http;

/// <summary>
/// The one way over HTTP to vendors; plugins take it from <see cref="ProviderContext{TOptions}.Services"/>. It connects
/// only to addresses where a provider may be, follows no redirect, keeps no cookie, logs no header, path or body, and
/// repeats a request only where the vendor surely did not take it: up to two times after a failed connection or a 429.
/// </summary>
public sealed partial class ProviderHttpClient
{
    internal const string Name = "Infora.Communication.Providers";

    private const int MaxBodyLength = 256 * 1024;

    // Characters that a header can carry; a credential may hold others, such as a line break or a letter beyond ASCII.
    private static readonly SearchValues<char> HeaderCharacters =
        SearchValues.Create(['\t', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    // One for good: its handlers are never replaced, since the connections renew themselves.
    private readonly Lazy<HttpClient> _client;
    private readonly CommunicationEnvironment _environment;
    private readonly TimeProvider _time;
    private readonly ILogger<ProviderHttpClient> _logger;

    internal ProviderHttpClient(
        IHttpClientFactory clients, CommunicationEnvironment environment, TimeProvider time, ILogger<ProviderHttpClient> logger) =>
        (_client, _environment, _time, _logger) = (new(() => clients.CreateClient(Name)), environment, time, logger);

    /// <summary>Sends a request and reads its answer. What goes wrong on the way is in <see cref="ProviderHttpResponse.Failure"/>, a cancellation too.</summary>
    /// <param name="request">The request, to an absolute address. It cannot be sent again.</param>
    /// <param name="cancellationToken">Ends the attempt: the token that the provider was given, which carries its time limit.</param>
    /// <exception cref="ArgumentException">The request's address is not absolute.</exception>
    public async Task<ProviderHttpResponse> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.RequestUri is not { IsAbsoluteUri: true } uri)
        {
            throw new ArgumentException("The request's address must be absolute.", nameof(request));
        }

        if (FaultOf(request, uri) is { } fault)
        {
            return new ProviderHttpResponse(ProviderResult.Unavailable(new SendError(ErrorCode.Configuration, fault, Permanent: false)));
        }

        var handOver = new HandOver(request.Content is not null, cancellationToken);
        request.AllowRepeats(handOver, _time);
        var started = _time.GetTimestamp();
        try
        {
            if (request.Content is { } body)
            {
                request.Content = await HandOverContent.WrapAsync(body, handOver, cancellationToken).ConfigureAwait(false);
            }

            var answer = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
            LogAnswered(uri.IdnHost, (int)answer.StatusCode, (long)_time.GetElapsedTime(started).TotalMilliseconds);
            return answer;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            var failure = HttpFailure.Classify(exception, handOver, uri.IdnHost);
            LogFailed(uri.IdnHost, HttpFailure.NameOf(exception), failure.Status, (long)_time.GetElapsedTime(started).TotalMilliseconds);
            return new ProviderHttpResponse(failure);
        }
    }

    private string? FaultOf(HttpRequestMessage request, Uri uri)
    {
        if (ProviderAddress.Check(uri, _environment.AllowsLoopbackProviders) is { } wrong)
        {
            return $"The address of the provider {wrong}.";
        }

        foreach (var (name, values) in request.Headers.NonValidated)
        {
            foreach (var value in values)
            {
                if (value.AsSpan().ContainsAnyExcept(HeaderCharacters))
                {
                    return $"The header {name} would hold a character that HTTP does not allow; check the provider's credentials.";
                }
            }
        }

        return null;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ProviderHttpResponse> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await _client.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var body = await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        var retryAfter = RetryAfterHeader.Read(response, _time.GetUtcNow());
        return new ProviderHttpResponse(response.StatusCode, response.Headers, body, retryAfter);
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[Math.Clamp((content.Headers.ContentLength ?? 4095) + 1, 1, MaxBodyLength)];
            var length = 0;
            while (length < MaxBodyLength)
            {
                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxBodyLength));
                }

                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                if (read is 0)
                {
                    break;
                }

                length += read;
            }

            return buffer.AsMemory(0, length);
        }
    }

    [LoggerMessage(2001, LogLevel.Debug, "The provider at {Host} answered {StatusCode} after {Milliseconds} ms.")]
    private partial void LogAnswered(string host, int statusCode, long milliseconds);

    [LoggerMessage(2002, LogLevel.Warning, "The provider at {Host} gave no answer ({Fault}) after {Milliseconds} ms; the outcome is {Outcome}.")]
    private partial void LogFailed(string host, string fault, SendStatus outcome, long milliseconds);
}
