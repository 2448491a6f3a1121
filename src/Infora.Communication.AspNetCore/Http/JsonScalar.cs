using System.Collections.Concurrent;
using System.Text.Json;

namespace Infora.Communication.AspNetCore.Http;

/// <summary>Says what would be right where a value cannot become what its field holds.</summary>
internal static class JsonScalar
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<string>> NamesByType = new();

    public static string? Fault(JsonElement value, Type type) =>
        type == typeof(string) ? value.ValueKind is JsonValueKind.String ? null : "must be a string"
        : type == typeof(bool) ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "must be true or false"
        : type == typeof(int) ? FaultOfInteger(value)
        : type == typeof(double) ? value.ValueKind is JsonValueKind.Number ? null : "must be a number"
        : type == typeof(TimeSpan) ? FaultOfDuration(value)
        : type == typeof(byte[]) ? FaultOfBase64(value)
        : type == typeof(DateTimeOffset) ? FaultOfTimestamp(value)
        : type.IsEnum ? FaultOfChoice(value, type)
        : throw new NotSupportedException($"Bodies do not hold {type}.");

    /// <summary>The names that an enum has on the wire.</summary>
    public static IReadOnlyList<string> Names(Type type) => NamesByType.GetOrAdd(type, static key =>
        [.. Enum.GetValues(key).Cast<object>().Select(value => JsonSerializer.SerializeToElement(value, key, WireJson.Options).GetString()!)]);

    private static string? FaultOfInteger(JsonElement value) =>
        value.ValueKind is not JsonValueKind.Number ? "must be a whole number"
        : value.TryGetInt32(out _) ? null
        : $"must be a whole number from {int.MinValue} to {int.MaxValue}";

    private static string? FaultOfBase64(JsonElement value) =>
        value.ValueKind is JsonValueKind.String && value.TryGetBytesFromBase64(out _) ? null : "must be a string in base64";

    private static string? FaultOfTimestamp(JsonElement value) =>
        value.ValueKind is JsonValueKind.String && Timestamp.TryParse(value.GetString(), out _) && value.TryGetDateTimeOffset(out _)
            ? null
            : Timestamp.Expected;

    private static string? FaultOfDuration(JsonElement value) =>
        value.ValueKind is JsonValueKind.String && Duration.TryParse(value.GetString()) ? null : Duration.Expected;

    private static string? FaultOfChoice(JsonElement value, Type type) =>
        value.ValueKind is JsonValueKind.String && Names(type).Contains(value.GetString())
            ? null
            : $"must be one of {string.Join(", ", Names(type))}";
}
