using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Infora.Communication.AspNetCore.Http;

/// <summary>Reads the bytes of a body, no more than a route takes.</summary>
internal static class BodyBytes
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>Of a JSON body.</summary>
    public static async Task<(ReadOnlyMemory<byte> Bytes, IResult? Refusal)> ReadAsync(
        HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        var (raw, refusal) = await ReadRawAsync(request, limit, cancellationToken);
        var bytes = WithoutByteOrderMark(raw);
        return refusal is not null || bytes.IsEmpty ? (bytes, refusal) : (bytes, CheckMediaType(request));
    }

    /// <summary>As they came, whatever they are.</summary>
    public static async Task<(ReadOnlyMemory<byte> Bytes, IResult? Refusal)> ReadRawAsync(
        HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return (default, Problems.TooLarge(limit));
        }

        var buffer = new ArrayBufferWriter<byte>((int)Math.Min(request.ContentLength ?? FirstBuffer, limit) + 1);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer.GetMemory(1), cancellationToken)) > 0)
            {
                buffer.Advance(read);
                if (buffer.WrittenCount > limit)
                {
                    return (default, Problems.TooLarge(limit));
                }
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            return (default, new ProblemResult(e.StatusCode, "The body is larger than this server takes."));
        }

        return (buffer.WrittenMemory, null);
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    private static IResult? CheckMediaType(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(WireJson.MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return Problems.WrongMediaType($"The body must be JSON: send it with the header Content-Type: {WireJson.MediaType}.");
        }

        if (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return Problems.WrongMediaType("The body must be encoded in UTF-8.");
        }

        return request.Headers.ContentEncoding.Count > 0
            ? Problems.WrongMediaType("The body must be sent without a Content-Encoding.")
            : null;
    }
}
