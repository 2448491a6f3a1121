using System.Globalization;
using System.Text.Json;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>A JSON pointer (RFC 6901).</summary>
internal sealed class JsonPointer
{
    private readonly string[] _tokens;

    private JsonPointer(string[] tokens) => _tokens = tokens;

    /// <summary>Reads a pointer; null where the text is none.</summary>
    public static JsonPointer? Parse(string text)
    {
        var tokens = text.Split('/');
        return tokens[0].Length is 0 && Array.TrueForAll(tokens, IsEscaped)
            ? new JsonPointer([.. tokens.Skip(1).Select(Unescape)])
            : null;
    }

    /// <summary>What it points at; null where there is nothing, or null.</summary>
    public JsonElement? Find(JsonElement? root)
    {
        var found = root;
        foreach (var token in _tokens)
        {
            found = Step(found, token);
        }

        return found is { ValueKind: JsonValueKind.Null } ? null : found;
    }

    private static JsonElement? Step(JsonElement? element, string token) => element switch
    {
        { ValueKind: JsonValueKind.Object } parent when parent.TryGetProperty(token, out var member) => member,
        { ValueKind: JsonValueKind.Array } list when Index(token) is { } index && index < list.GetArrayLength() => list[index],
        _ => null,
    };

    /// <summary>Without sign or leading zeros, section 4.</summary>
    private static int? Index(string token) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && (token[0] is not '0' || token.Length is 1) ? index : null;

    private static bool IsEscaped(string token)
    {
        for (var tilde = token.IndexOf('~', StringComparison.Ordinal); tilde >= 0; tilde = token.IndexOf('~', tilde + 1))
        {
            if (tilde + 1 == token.Length || token[tilde + 1] is not ('0' or '1'))
            {
                return false;
            }
        }

        return true;
    }

    // In this order: ~01 stands for ~1.
    private static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
