using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace Infora.Communication.Providers;

/// <summary>
/// Reads providers from the sections <c>Communication:EmailProviders</c> and <c>Communication:SmsProviders</c>: a list,
/// or an object whose keys are the names. Keys may be written <c>ApiKey</c> or <c>api_key</c>.
/// </summary>
internal static class ConfigurationProviders
{
    public static IEnumerable<(MessageChannel Channel, JsonObject Body)> Read(IConfiguration? configuration, ProviderTypes types)
    {
        foreach (var (channel, section) in new[] { (MessageChannel.Email, "EmailProviders"), (MessageChannel.Sms, "SmsProviders") })
        {
            var children = configuration?.GetSection($"{CommunicationOptions.SectionName}:{section}").GetChildren() ?? [];
            foreach (var child in children)
            {
                yield return (channel, ReadProvider(child, channel, types));
            }
        }
    }

    private static JsonObject ReadProvider(IConfigurationSection section, MessageChannel channel, ProviderTypes types)
    {
        var fieldTypes = types.Of(channel).SelectMany(type => type.Fields)
            .GroupBy(field => field.Name).ToDictionary(group => group.Key, group => group.First().Type);
        var body = new JsonObject();
        foreach (var child in section.GetChildren())
        {
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(child.Key);
            var value = ReadValue(child, fieldTypes.GetValueOrDefault(name));
            var nested = types.Of(channel).Select(type => NestedFields.TypeOf(type.OptionsType, name)).FirstOrDefault(type => type is not null);
            body[name] = nested is null || value is not JsonObject fields ? value : NestedFields.Rename(nested, fields);
        }

        if (body["name"] is null && !int.TryParse(section.Key, CultureInfo.InvariantCulture, out _))
        {
            body["name"] = section.Key;
        }

        return body;
    }

    private static JsonNode? ReadValue(IConfigurationSection section, ProviderFieldType type)
    {
        if (section.GetChildren().Any())
        {
            return ReadObject(section);
        }

        // What cannot be converted stays text, so that validation names the field and what would be right.
        return (type, section.Value) switch
        {
            (_, null or "") => null,
            (ProviderFieldType.Boolean, var text) when bool.TryParse(text, out var value) => value,
            (ProviderFieldType.Integer, var text) when int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) => value,
            (ProviderFieldType.Number, var text) when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
            (_, var text) => text,
        };
    }

    private static JsonNode? ReadObject(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        if (children.Count is 0)
        {
            return section.Value;
        }

        // A configuration section cannot tell a list from an object with the keys 0, 1, 2; nobody names fields so.
        return children.TrueForAll(child => int.TryParse(child.Key, CultureInfo.InvariantCulture, out _))
            ? new JsonArray([.. children.Select(ReadObject)])
            : new JsonObject(children.Select(child => KeyValuePair.Create(child.Key, ReadObject(child))));
    }
}
