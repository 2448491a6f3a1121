using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fluid.Values;

namespace Infora.Communication.Templates;

internal static class VariableScalar
{
    // Dates become ISO 8601 text here and not when they are stored, or a template would render differently after storage.
    private const string LocalTime = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";

    /// <summary>The value, or null when it is an object or a list.</summary>
    public static FluidValue? TryRead(object? value, VariablePath path) => value switch
    {
        null => NilValue.Instance,
        string text => StringValue.Create(text),
        bool boolean => BooleanValue.Create(boolean),
        Enum name => StringValue.Create(name.ToString()),
        char character => StringValue.Create(character.ToString()),
        DateTime time => Text(time.ToString(LocalTime, CultureInfo.InvariantCulture)),
        DateTimeOffset time => Text(time.ToString(LocalTime, CultureInfo.InvariantCulture)),
        DateOnly date => Text(date.ToString("O", CultureInfo.InvariantCulture)),
        TimeOnly time => Text(time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        TimeSpan span => Text(span.ToString("c", CultureInfo.InvariantCulture)),
        Guid id => Text(id.ToString()),
        Uri address => Text(address.OriginalString),
        JsonElement element => TryReadJson(element, path),
        JsonValue json => TryReadJson(json, path),
        Delegate or Type or Task or Stream or byte[] => throw new ArgumentException(
            $"The template variable '{path}' is a {value.GetType().Name}, which a template cannot show."),
        _ => TryReadNumber(value, path),
    };

    private static NumberValue? TryReadNumber(object value, VariablePath path) => value switch
    {
        int or long or short or byte or sbyte or ushort or uint or ulong or decimal =>
            NumberValue.Create(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        float or double or Half => ReadFloat(value is Half half ? (double)half : Convert.ToDouble(value, CultureInfo.InvariantCulture), value, path),
        Int128 or UInt128 or System.Numerics.BigInteger => ReadNumber(value.ToString()!, path),
        _ => null,
    };

    /// <summary>What was read from a store is an element, and what was just made is mostly text: neither is written out to be read again.</summary>
    private static FluidValue? TryReadJson(JsonValue json, VariablePath path) =>
        json.TryGetValue<JsonElement>(out var element) ? TryReadJson(element, path)
        : json.TryGetValue<string>(out var text) ? Text(text)
        : TryReadJson(JsonSerializer.SerializeToElement(json), path);

    private static FluidValue? TryReadJson(JsonElement element, VariablePath path) => element.ValueKind switch
    {
        JsonValueKind.String => Text(element.GetString()!),
        JsonValueKind.Number => ReadNumber(element.GetRawText(), path),
        JsonValueKind.True => BooleanValue.True,
        JsonValueKind.False => BooleanValue.False,
        JsonValueKind.Null or JsonValueKind.Undefined => NilValue.Instance,
        _ => null,
    };

    private static StringValue Text(string text) => StringValue.Create(text);

    private static NumberValue ReadFloat(double number, object value, VariablePath path)
    {
        if (!double.IsFinite(number) || Math.Abs(number) >= (double)decimal.MaxValue)
        {
            throw OutOfRange(number.ToString(CultureInfo.InvariantCulture), path);
        }

        // The conversions round to the digits that the type can hold: 0.1f is 0.1 and not 0.100000001490116.
        return NumberValue.Create(value is float single ? (decimal)single : (decimal)number);
    }

    private static NumberValue ReadNumber(string digits, VariablePath path) =>
        decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? NumberValue.Create(number)
            : throw OutOfRange(digits, path);

    public static ArgumentException OutOfRange(string digits, VariablePath path) =>
        new($"The template variable '{path}' is the number {digits}, which is out of range; pass it as text.");
}
