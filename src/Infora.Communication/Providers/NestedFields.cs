using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infora.Communication.Providers;

/// <summary>The fields of an options class that is itself a field of another.</summary>
internal static class NestedFields
{
    public static bool IsNested(Type type) =>
        type.IsClass && type != typeof(string) && type != typeof(Uri) && !typeof(IEnumerable).IsAssignableFrom(type);

    /// <summary>The options class of a field; null where the field is something else.</summary>
    public static Type? TypeOf(Type optionsType, string name) => ProviderFields.Properties(optionsType)
        .Where(property => ProviderFields.WireName(property) == name)
        .Select(property => property.PropertyType)
        .FirstOrDefault(IsNested);

    /// <summary>An error for each member of a field's value, at any depth, that its options class does not have.</summary>
    public static IEnumerable<FieldError> FindUnknown(Type optionsType, string name, JsonNode? value) =>
        TypeOf(optionsType, name) is { } type && value is JsonObject members ? FindUnknown(type, members, name) : [];

    /// <summary>The same members under their wire names: configuration files write <c>ContentType</c>.</summary>
    public static JsonObject Rename(Type optionsType, JsonObject members)
    {
        var renamed = new JsonObject();
        foreach (var (key, value) in members)
        {
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(key);
            renamed[name] = TypeOf(optionsType, name) is { } nested && value is JsonObject inner ? Rename(nested, inner) : value?.DeepClone();
        }

        return renamed;
    }

    private static IEnumerable<FieldError> FindUnknown(Type type, JsonObject members, string path)
    {
        var names = ProviderFields.Properties(type).Select(ProviderFields.WireName).ToList();
        foreach (var (name, value) in members)
        {
            if (!names.Contains(name))
            {
                var mend = Spelling.Nearest(name, names) is { } nearest ? $"did you mean {nearest}?" : $"its fields are {string.Join(", ", names)}";
                yield return new FieldError($"{path}.{name}", $"is no field of {path}; {mend}");
            }
            else if (TypeOf(type, name) is { } nested && value is JsonObject inner)
            {
                foreach (var error in FindUnknown(nested, inner, $"{path}.{name}"))
                {
                    yield return error;
                }
            }
        }
    }
}
