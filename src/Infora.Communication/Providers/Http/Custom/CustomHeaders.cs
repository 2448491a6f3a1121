namespace Infora.Communication.Providers.Http.Custom;

/// <summary>Which headers the settings of a request may name.</summary>
internal static class CustomHeaders
{
    private static readonly HashSet<string> OurOwn =
        new(["Host", "Connection", "Transfer-Encoding", "Upgrade", "Expect", "TE", "Trailer", "Keep-Alive", "Proxy-Connection"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Why a header cannot be named, or null.</summary>
    public static string? Fault(string name)
    {
        using var request = new HttpRequestMessage();
        return OurOwn.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            ? "is set by itself: leave it out, and say in content_type what the body is"
            : request.Headers.TryAddWithoutValidation(name, "x") ? null : "is no name of a request header";
    }
}
