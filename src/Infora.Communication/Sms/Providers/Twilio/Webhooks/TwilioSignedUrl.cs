namespace Infora.Communication.Sms.Providers.Twilio.Webhooks;

/// <summary>
/// The forms in which Twilio may have signed an address: with its port or without, with the port of its scheme, and with an
/// apostrophe in the query encoded or not. By surgery on the text, since <see cref="Uri"/> would write it in another way.
/// </summary>
internal static class TwilioSignedUrl
{
    public static IReadOnlyList<string> FormsOf(string url)
    {
        var end = url.IndexOf('#', StringComparison.Ordinal);
        var address = end < 0 ? url : url[..end];
        return [.. WithPorts(address).SelectMany(WithQueries).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> WithPorts(string url)
    {
        yield return url;
        var start = url.IndexOf("://", StringComparison.Ordinal);
        if (start < 0)
        {
            yield break;
        }

        start += 3;
        var end = url.AsSpan(start).IndexOfAny('/', '?') is >= 0 and var length ? start + length : url.Length;
        var authority = url[start..end];
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        if (PortOf(host) is { } port)
        {
            host = host[..port];
        }

        var defaultPort = url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? "443" : "80";
        yield return $"{url[..start]}{host}{url[end..]}";
        yield return $"{url[..start]}{host}:{defaultPort}{url[end..]}";
    }

    /// <summary>Where the port of a host begins, with its colon; an IPv6 address in its brackets has colons of its own.</summary>
    private static int? PortOf(string host) => host.LastIndexOf(':') is >= 0 and var colon && colon > host.LastIndexOf(']') ? colon : null;

    private static IEnumerable<string> WithQueries(string url)
    {
        yield return url;
        if (url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start)
        {
            yield return url[..start] + url[start..].Replace("'", "%27", StringComparison.Ordinal);
            yield return url[..start] + url[start..].Replace("%27", "'", StringComparison.Ordinal);
        }
    }
}
