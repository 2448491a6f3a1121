using System.Net;
using System.Text.Json;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Reports;

/// <summary>The named values of a webhook in their order: of a query, a form or a JSON object.</summary>
internal sealed class WebhookFields
{
    private WebhookFields(List<KeyValuePair<string, string>> all) => All = all;

    /// <summary>The values exactly as they came, once decoded; a name may come several times.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All { get; }

    /// <summary>The first value of a name that is not blank; case does not count, since vendors differ from one format to the next.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in All)
            {
                if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(value))
                {
                    return value;
                }
            }

            return null;
        }
    }

    /// <summary>The first of several names that has a value.</summary>
    public string? Any(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (this[name] is { } value)
            {
                return value;
            }
        }

        return null;
    }

    public bool Has(string name) => All.Any(field => string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The fields of a query or a form, which are encoded in one way.</summary>
    public static WebhookFields OfForm(string encoded)
    {
        var all = new List<KeyValuePair<string, string>>();
        foreach (var field in encoded.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var end = field.IndexOf('=', StringComparison.Ordinal);
            all.Add(end < 0
                ? new(WebUtility.UrlDecode(field), "")
                : new(WebUtility.UrlDecode(field[..end]), WebUtility.UrlDecode(field[(end + 1)..])));
        }

        return new WebhookFields(all);
    }

    /// <summary>The texts, numbers and booleans of a JSON object, numbers as they are written; none of anything else.</summary>
    public static WebhookFields OfObject(JsonElement? element)
    {
        var all = new List<KeyValuePair<string, string>>();
        if (element is { ValueKind: JsonValueKind.Object } parent)
        {
            foreach (var member in parent.EnumerateObject())
            {
                if (Read(member) is { } field)
                {
                    all.Add(field);
                }
            }
        }

        return new WebhookFields(all);
    }

    /// <summary>The fields of a request, wherever it carries them; null where its body is said to be JSON and is not.</summary>
    public static WebhookFields? Read(WebhookRequest request)
    {
        if (request.Body.IsEmpty)
        {
            return OfForm(request.Query);
        }

        if (!IsJson(request))
        {
            return OfForm(request.ReadText());
        }

        using var document = LooseJson.Open(request.Body);
        return document is null ? null : OfObject(document.RootElement);
    }

    /// <summary>Whether the body is JSON, by its content type or, without one, by its looks.</summary>
    public static bool IsJson(WebhookRequest request) => request.Header("Content-Type") is { Length: > 0 } type
        ? type.Contains("json", StringComparison.OrdinalIgnoreCase)
        : request.Body.Span is [(byte)'{' or (byte)'[', ..];

    private static KeyValuePair<string, string>? Read(JsonProperty member)
    {
        try
        {
            return member.Value.ValueKind switch
            {
                JsonValueKind.String => new(member.Name, member.Value.GetString()!),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => new(member.Name, member.Value.GetRawText()),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair, which is JSON but no text.
            return null;
        }
    }
}
