using System.Net;

namespace Infora.Communication.Providers.Http;

/// <summary>A request's body that notes when it begins to be written, and can be written again.</summary>
internal sealed class HandOverContent : HttpContent
{
    private readonly HttpContent _body;
    private readonly HandOver _handOver;

    private HandOverContent(HttpContent body, HandOver handOver)
    {
        (_body, _handOver) = (body, handOver);
        foreach (var (name, values) in body.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values.ToString());
        }
    }

    public static async ValueTask<HandOverContent> WrapAsync(HttpContent body, HandOver handOver, CancellationToken cancellationToken)
    {
        if (!IsInMemory(body))
        {
            await body.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        }

        return new HandOverContent(body, handOver);
    }

    /// <summary>Bytes in memory can be written twice as they are; a stream cannot.</summary>
    private static bool IsInMemory(HttpContent body) =>
        body is ByteArrayContent or ReadOnlyMemoryContent || (body is MultipartContent parts && parts.All(IsInMemory));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _handOver.Begin();
        return _body.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Headers.ContentLength ?? 0;
        return _body.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
        }

        base.Dispose(disposing);
    }
}
