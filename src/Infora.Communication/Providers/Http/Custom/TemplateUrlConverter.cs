using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>Reads an address with templates; one that is none becomes a relative one, so that the check of addresses says what is wrong.</summary>
internal sealed class TemplateUrlConverter : JsonConverter<Uri>
{
    public override Uri? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.String)
        {
            throw new JsonException();
        }

        var text = reader.GetString()!;
        return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var url) ? url : new Uri(Uri.EscapeDataString(text), UriKind.Relative);
    }

    public override void Write(Utf8JsonWriter writer, Uri value, JsonSerializerOptions options) => writer.WriteStringValue(value.OriginalString);
}
