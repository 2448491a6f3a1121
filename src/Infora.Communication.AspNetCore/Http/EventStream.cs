using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Infora.Communication.AspNetCore.Http;

/// <summary>
/// Writes server-sent events (HTML standard, 9.2). The framework's own result writes no comments, which keep a connection open
/// through proxies while nothing happens, and it writes data with the host's JSON options.
/// </summary>
/// <param name="events">The events; null for a comment.</param>
internal sealed class EventStream(IAsyncEnumerable<StreamedEvent?> events) : IResult
{
    public const string MediaType = "text/event-stream";

    private static readonly byte[] Comment = ": nothing new\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";

        // Nginx would hold events back until its buffer is full.
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await foreach (var next in events.WithCancellation(httpContext.RequestAborted))
            {
                // JSON on one line: an event's data ends with its line.
                await response.Body.WriteAsync(
                    next is null ? Comment : Encoding.UTF8.GetBytes($"event: {next.Type}\ndata: {next.Json}\n\n"), httpContext.RequestAborted);
                await response.Body.FlushAsync(httpContext.RequestAborted);
            }
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The client has gone, as clients do.
        }
    }
}

/// <summary>One event.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Json">Its data, on one line.</param>
internal sealed record StreamedEvent(string Type, string Json);
