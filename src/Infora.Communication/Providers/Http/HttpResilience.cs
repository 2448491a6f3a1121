using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Retry;

namespace Infora.Communication.Providers.Http;

/// <summary>
/// When a request to a vendor is repeated at once: only where the vendor surely did not take it, because no connection
/// came about or because it answered 429. No vendor has idempotent sends, so everything else is left to the caller.
/// </summary>
internal static class HttpResilience
{
    private const int Repeats = 2;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);

    // A longer wait belongs into the outbox, where it holds no connection and survives a restart.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    // One for all requests; what belongs to a request comes with it.
    private static readonly AsyncRetryPolicy<HttpResponseMessage> Repeat = Policy<HttpResponseMessage>
        .Handle<HttpRequestException>(HttpFailure.IsWithoutConnection)
        .OrResult(IsWorthRepeating)
        .RetryAsync(Repeats, static (outcome, repeat, attempt) => WaitAsync(outcome.Result, repeat, (Attempt)attempt));

    public static IHttpClientBuilder AddProviderResilience(this IHttpClientBuilder builder) =>
        builder.AddPolicyHandler(static request => AttemptOf(request) is null
            ? throw new InvalidOperationException($"Requests to vendors are sent through {nameof(ProviderHttpClient)}.")
            : Repeat);

    /// <summary>Lets a request be repeated; without it none is sent.</summary>
    public static void AllowRepeats(this HttpRequestMessage request, HandOver handOver, TimeProvider time) =>
        request.SetPolicyExecutionContext(new Attempt(handOver, time));

    private static bool IsWorthRepeating(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.TooManyRequests
        && (AskedWait(response, AttemptOf(response.RequestMessage!)!.Time) ?? TimeSpan.Zero) <= LongestWait;

    private static async Task WaitAsync(HttpResponseMessage? refusal, int repeat, Attempt attempt)
    {
        var asked = refusal is null ? null : AskedWait(refusal, attempt.Time);
        refusal?.Dispose();
        attempt.HandOver.Reset();
        var delay = (asked ?? TimeSpan.Zero) + BackOff(repeat);
        await Task.Delay(delay, attempt.Time, attempt.HandOver.CancellationToken).ConfigureAwait(false);
    }

    private static Attempt? AttemptOf(HttpRequestMessage request) => request.GetPolicyExecutionContext() as Attempt;

    private static TimeSpan? AskedWait(HttpResponseMessage response, TimeProvider time) => RetryAfterHeader.Read(response, time.GetUtcNow());

    private static TimeSpan BackOff(int repeat) => FirstDelay * Math.Pow(2, repeat - 1) * (0.5 + (Random.Shared.NextDouble() / 2));

    private sealed class Attempt(HandOver handOver, TimeProvider time) : Context
    {
        public HandOver HandOver => handOver;

        public TimeProvider Time => time;
    }
}
