using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>What the hand-written calls have in common: a client as the documentation of .NET advises, and bodies in JSON.</summary>
internal static class RawClient
{
    // Without it the bodies would be longer than the plugins', with an escape for each sign of HTML.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static HttpClient Create(Uri server, string? authorization)
    {
        var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { BaseAddress = server };
        var version = typeof(ProviderHttpClient).Assembly.GetName().Version!.ToString(3);
        http.DefaultRequestHeaders.UserAgent.Add(new("Infora.Communication", version));
        http.DefaultRequestHeaders.Accept.Add(new("application/json"));
        if (authorization is not null)
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }

        return http;
    }

    public static string Basic(string user, string password) =>
        new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))).ToString();

    public static byte[] ToJson<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Json);

    /// <summary>With its length, as vendors want it: <c>JsonContent</c> sends chunks.</summary>
    public static ByteArrayContent JsonContent(byte[] json)
    {
        var content = new ByteArrayContent(json);
        content.Headers.ContentType = new("application/json");
        return content;
    }
}
