using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>
/// Makes sure, before anything is measured, that the plugin and the hand-written call send the same request and read the
/// same id out of its answer. Only what is drawn anew for each request may differ: boundaries, dates and signatures.
/// </summary>
internal static partial class WireCheck
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task RunAsync(HttpCase subject, VendorServerProcess server)
    {
        var (raw, rawId) = await SendAsync(subject.Raw, server);
        var (plugin, pluginId) = await SendAsync(subject.Plugin, server);
        if (raw != plugin || rawId != pluginId)
        {
            throw new InvalidOperationException($"The two sides of {subject.Name} differ:\n{raw}\n=> {rawId}\n\n{plugin}\n=> {pluginId}");
        }

        if (subject.Package is not null)
        {
            var (package, packageId) = await SendAsync(subject.Package, server);
            if (packageId != rawId || !JsonNode.DeepEquals(Body(package), Body(raw)))
            {
                throw new InvalidOperationException($"The package sends something else for {subject.Name}:\n{raw}\n\n{package}\n=> {packageId}");
            }
        }
    }

    private static JsonNode? Body(string request) => JsonNode.Parse(request[(request.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]);

    private static async Task<(string Request, string Id)> SendAsync(HttpSide side, VendorServerProcess server)
    {
        var id = await side.SendAsync(CancellationToken.None);
        return (Normalize(await server.RecordedAsync()), id);
    }

    private static string Normalize(string request)
    {
        var (head, body) = (request.Split("\r\n\r\n", 2)[0].Split("\r\n"), request.Split("\r\n\r\n", 2)[1]);
        if (Array.Exists(head, line => line is "Content-Type: application/json"))
        {
            // JSON may be written with more or fewer spaces and escapes.
            body = MimeInBase64().Replace(JsonNode.Parse(body)!.ToJsonString(Readable), match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Value)));
            head = Array.FindAll(head, line => !line.StartsWith("Content-Length", StringComparison.Ordinal));
        }

        return Mask($"{head[0]}\n{string.Join('\n', head.Skip(1).Order(StringComparer.OrdinalIgnoreCase))}\n\n{body}");
    }

    private static string Mask(string text)
    {
        foreach (var boundary in Boundary().Matches(text).Select(match => match.Groups[1].Value).Distinct())
        {
            text = text.Replace(boundary, "BOUNDARY", StringComparison.Ordinal);
        }

        return Drawn().Replace(text, "$1…");
    }

    [GeneratedRegex("""(?<="Data":")[A-Za-z0-9+/=]+""")]
    private static partial Regex MimeInBase64();

    [GeneratedRegex("""boundary="?([^";\r\n]+)""")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"(^Date: |X-Amz-Date: |Signature=)[^\r\n]+", RegexOptions.Multiline)]
    private static partial Regex Drawn();
}
