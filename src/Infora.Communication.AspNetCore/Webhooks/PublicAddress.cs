using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Infora.Communication.AspNetCore.Webhooks;

/// <summary>The address of a request as the world sees it.</summary>
internal static class PublicAddress
{
    /// <summary>Path and query as they came, undecoded, behind the configured address: vendors sign what they were given.</summary>
    /// <param name="http">The request.</param>
    /// <param name="publicUrl">The configured address; null where the request has to do.</param>
    public static string Of(HttpContext http, Uri? publicUrl)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget is { } raw && raw.StartsWith('/')
            ? raw
            : $"{http.Request.PathBase}{http.Request.Path}{http.Request.QueryString}";
        return publicUrl is null
            ? $"{http.Request.Scheme}://{http.Request.Host}{target}"
            : publicUrl.GetLeftPart(UriPartial.Authority) + Under(publicUrl.AbsolutePath.TrimEnd('/'), target);
    }

    /// <summary>What the addresses of the host begin with, as far as a request shows it.</summary>
    public static Uri BaseOf(HttpRequest request) => new($"{request.Scheme}://{request.Host}{request.PathBase}");

    /// <summary>A proxy that serves the host under a path of its own takes that path away before it passes a request on.</summary>
    private static string Under(string path, string target) =>
        path.Length is 0 || target.StartsWith(path + '/', StringComparison.Ordinal) ? target : path + target;
}
