using System.Text;

namespace Infora.Communication.Reports;

/// <summary>A vendor's request as it came, with nothing parsed: signatures are made over these bytes and this address.</summary>
public sealed record WebhookRequest
{
    /// <summary><c>GET</c> or <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// The public address that was called: the configured one of the host, with path and query exactly as they came. Never made
    /// from the <c>Host</c> header where <c>PublicUrl</c> is configured.
    /// </summary>
    public required string Url { get; init; }

    /// <summary>The headers in the order in which they came; a name may come several times.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The raw body; empty for <c>GET</c>.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When it came, by this machine's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The query of <see cref="Url"/> as it came, without its question mark; empty where there is none.</summary>
    public string Query => Url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start ? Url[(start + 1)..] : "";

    /// <summary>The only value of a header; null where it is missing or comes more than once.</summary>
    /// <param name="name">Its name; case does not count.</param>
    public string? Header(string name)
    {
        string? found = null;
        foreach (var (key, value) in Headers)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                if (found is not null)
                {
                    return null;
                }

                found = value;
            }
        }

        return found;
    }

    /// <summary>The body as UTF-8 text.</summary>
    public string ReadText() => Encoding.UTF8.GetString(Body.Span);
}
