using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Infora.Communication.Providers;

/// <summary>Turns an options class into fields, and fields into options.</summary>
internal static class ProviderFields
{
    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static IReadOnlyList<ProviderField> Describe(Type optionsType)
    {
        var defaults = Activator.CreateInstance(optionsType)!;
        return [.. Properties(optionsType).Select(property => Describe(property, defaults))];
    }

    /// <summary>The options' properties, those of the outermost class last; of one that is overridden, the override.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type optionsType) => Ancestry(optionsType).Reverse()
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(property => property.CanWrite)
        .GroupBy(property => property.Name)
        .Select(overrides => overrides.Last());

    public static string WireName(MemberInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    /// <exception cref="JsonException">A value has the wrong type.</exception>
    public static ProviderOptions Read(Type optionsType, JsonObject fields) =>
        (ProviderOptions)fields.Deserialize(optionsType, Json)!;

    public static JsonObject Write(ProviderOptions options) =>
        JsonSerializer.SerializeToNode(options, options.GetType(), Json)!.AsObject();

    private static IEnumerable<Type> Ancestry(Type type)
    {
        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            yield return current;
        }
    }

    private static ProviderField Describe(PropertyInfo property, object defaults)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var fieldType = TypeOf(type);
        var required = property.IsDefined(typeof(RequiredAttribute));
        return new ProviderField(WireName(property), fieldType, required, property.IsDefined(typeof(SecretAttribute)))
        {
            Default = required || fieldType is ProviderFieldType.Object ? null : DefaultOf(property.GetValue(defaults)),
            Hint = property.GetCustomAttribute<DescriptionAttribute>()?.Description,
            AllowedValues = AllowedValues(property, type),
        };
    }

    private static object? DefaultOf(object? value) => value switch
    {
        null or "" => null,
        Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()!),
        Uri uri => uri.OriginalString,
        _ => value,
    };

    private static ProviderFieldType TypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum || type == typeof(Uri) => ProviderFieldType.String,
        TypeCode.String => ProviderFieldType.String,
        TypeCode.Boolean => ProviderFieldType.Boolean,
        TypeCode.Int32 or TypeCode.Int64 => ProviderFieldType.Integer,
        TypeCode.Decimal or TypeCode.Double => ProviderFieldType.Number,
        _ => ProviderFieldType.Object,
    };

    private static IReadOnlyList<string>? AllowedValues(PropertyInfo property, Type type) => type.IsEnum
        ? [.. Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)]
        : property.GetCustomAttribute<AllowedValuesAttribute>()?.Values.OfType<string>().ToArray();
}
