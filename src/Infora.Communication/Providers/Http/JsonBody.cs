using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infora.Communication.Providers.Http;

/// <summary>Writes the bodies of requests, each thread into a buffer that it keeps.</summary>
internal static class JsonBody
{
    // A buffer that a large attachment made grow beyond this is let go.
    private const int LargestKept = 64 * 1024;

    private static readonly JsonWriterOptions Compact = new()
    {
        // HTML, Base64 and other alphabets need no escapes in a request's body, which would make it much longer.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _kept;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static byte[] Write<TSource>(TSource source, Action<Utf8JsonWriter, TSource> write)
    {
        // Taken while it is in use, so that a body which is written within a body gets one of its own.
        var (buffer, json) = (_kept ?? new ArrayBufferWriter<byte>(4096), _writer);
        (_kept, _writer) = (null, null);
        buffer.ResetWrittenCount();
        json ??= new Utf8JsonWriter(buffer, Compact);
        json.Reset(buffer);
        write(json, source);
        json.Flush();
        var body = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= LargestKept)
        {
            (_kept, _writer) = (buffer, json);
        }

        return body;
    }
}
