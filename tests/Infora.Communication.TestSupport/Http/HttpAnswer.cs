using System.Text;

namespace Infora.Communication.TestSupport.Http;

/// <summary>What a <see cref="ScriptedHttpServer"/> does with a request.</summary>
public sealed record HttpAnswer
{
    private HttpAnswer(ReadOnlyMemory<byte> bytes, HttpEnding ending)
    {
        Bytes = bytes;
        Ending = ending;
    }

    internal ReadOnlyMemory<byte> Bytes { get; }

    internal HttpEnding Ending { get; }

    internal Task Until { get; private init; } = Task.CompletedTask;

    /// <summary>A whole answer; the connection stays open for the next request.</summary>
    public static HttpAnswer Of(int status, string body, string contentType = "application/json") =>
        new(Compose(status, body, contentType), HttpEnding.KeepOpen);

    /// <summary>The given bytes, whatever they are, and then the end of the connection.</summary>
    public static HttpAnswer Raw(ReadOnlyMemory<byte> bytes) => new(bytes, HttpEnding.Close);

    /// <summary>The first bytes of a whole answer's body, and then a reset.</summary>
    public static HttpAnswer ResetInBody(int status, string body, int bodyBytes, string contentType = "application/json")
    {
        var whole = Compose(status, body, contentType);
        return new(whole.AsMemory(0, whole.Length - Encoding.UTF8.GetByteCount(body) + bodyBytes), HttpEnding.Reset);
    }

    /// <summary>The first bytes of a whole answer's body, and then the end of the connection.</summary>
    public static HttpAnswer CloseInBody(int status, string body, int bodyBytes, string contentType = "application/json") =>
        new(ResetInBody(status, body, bodyBytes, contentType).Bytes, HttpEnding.Close);

    /// <summary>The first bytes of a whole answer's body, and then nothing more until the client gives up or the server ends.</summary>
    public static HttpAnswer StallInBody(int status, string body, int bodyBytes, string contentType = "application/json") =>
        new(ResetInBody(status, body, bodyBytes, contentType).Bytes, HttpEnding.Silence);

    /// <summary>No answer: the connection is reset once the request has arrived.</summary>
    public static HttpAnswer Reset() => new(default, HttpEnding.Reset);

    /// <summary>No answer: the connection ends once the request has arrived.</summary>
    public static HttpAnswer Close() => new(default, HttpEnding.Close);

    /// <summary>No answer, and the connection stays open until the client gives up or the server ends.</summary>
    public static HttpAnswer Silence() => new(default, HttpEnding.Silence);

    /// <summary>The same answer, given only once a task has completed.</summary>
    public HttpAnswer After(Task until) => this with { Until = until };

    private static byte[] Compose(int status, string body, string contentType) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status} Scripted\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
