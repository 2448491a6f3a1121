using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Infora.Communication.Providers.Http;

/// <summary>Reads vendors' JSON without insisting on types: they send numbers as text, null for nothing, and new fields at any time.</summary>
internal static class LooseJson
{
    /// <summary>The document's root, or null where the text is no JSON.</summary>
    public static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same of a text in UTF-8.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = Open(utf8);
        return document?.RootElement.Clone();
    }

    /// <summary>The document without a copy of it, for whoever disposes of it and keeps no element; null where the text is no JSON.</summary>
    public static JsonDocument? Open(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return null;
        }

        try
        {
            // Bytes that are no UTF-8 become replacement characters in a text, but would make an element unreadable.
            return Utf8.IsValid(utf8.Span) ? JsonDocument.Parse(utf8) : JsonDocument.Parse(Encoding.UTF8.GetString(utf8.Span));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member of an object, its name in any case; null where there is none or it is null.</summary>
    public static JsonElement? Member(this JsonElement? element, string name)
    {
        if (element is not { ValueKind: JsonValueKind.Object } parent)
        {
            return null;
        }

        if (!TryGet(parent, name, out var value))
        {
            value = MemberInAnyCase(parent, name);
        }

        return value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : value;
    }

    /// <summary>The items of an array; none where it is something else.</summary>
    public static List<JsonElement?> Items(this JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.Array } array)
        {
            return [];
        }

        var items = new List<JsonElement?>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            items.Add(item);
        }

        return items;
    }

    /// <summary>A text, number or boolean as text; null where it is blank or something else.</summary>
    public static string? AsText(this JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } text => Unescape(text) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null,
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } other => other.GetRawText(),
        _ => null,
    };

    /// <summary>A whole number, written as one or as text.</summary>
    public static int? AsInt(this JsonElement? element) =>
        int.TryParse(element.AsText(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A decimal number, written as one or as text.</summary>
    public static decimal? AsDecimal(this JsonElement? element) =>
        decimal.TryParse(element.AsText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static bool TryGet(JsonElement parent, string name, out JsonElement value)
    {
        try
        {
            return parent.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            // Another member's name has an escaped half of a surrogate pair.
            value = default;
            return false;
        }
    }

    private static JsonElement MemberInAnyCase(JsonElement parent, string name)
    {
        foreach (var member in parent.EnumerateObject())
        {
            // As it is written: to read each name would make a string of it.
            if (Ascii.EqualsIgnoreCase(JsonMarshal.GetRawUtf8PropertyName(member), name))
            {
                return member.Value;
            }
        }

        return default;
    }

    private static string? Unescape(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair, which is JSON but no text.
            return null;
        }
    }
}
