using System.Globalization;
using System.Text;
using System.Text.Json;
using Fluid.Values;

namespace Infora.Communication.Templates;

/// <summary>
/// Reads variables out of JSON with no document in between, for files with a million recipients. Names, which repeat from
/// one to the next, are made once. For one caller at a time.
/// </summary>
internal sealed class VariableJsonReader
{
    private const int MostNames = 64;

    private readonly List<(byte[] Utf8, string Name)> _names = [];
    private readonly VariablePath _path = new();

    /// <param name="reader">Stands at the beginning of the object, and stands at its end afterwards.</param>
    /// <exception cref="JsonException">It is not well-formed.</exception>
    /// <exception cref="ArgumentException">It holds what no template can show, or the same name twice; the message names the path.</exception>
    /// <exception cref="InvalidOperationException">A text is not valid UTF-8, or has half of a surrogate pair.</exception>
    public TemplateVariables Read(ref Utf8JsonReader reader)
    {
        _path.Clear();
        return TemplateVariables.Of(ReadObject(ref reader));
    }

    private VariableObject ReadObject(ref Utf8JsonReader reader)
    {
        var members = new Dictionary<string, FluidValue>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = NameOf(ref reader);
            _path.Push(name);
            reader.Read();
            if (!members.TryAdd(name, ReadValue(ref reader)))
            {
                throw new ArgumentException($"The template variable '{_path}' is given more than once.");
            }

            _path.Pop();
        }

        return new VariableObject(members);
    }

    private ArrayValue ReadList(ref Utf8JsonReader reader)
    {
        var items = new List<FluidValue>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            _path.Push(items.Count);
            items.Add(ReadValue(ref reader));
            _path.Pop();
        }

        return new ArrayValue(items);
    }

    private FluidValue ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => StringValue.Create(Checked(reader.GetString()!)),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.True => BooleanValue.True,
        JsonTokenType.False => BooleanValue.False,
        JsonTokenType.StartObject => new DictionaryValue(ReadObject(ref reader)),
        JsonTokenType.StartArray => ReadList(ref reader),
        _ => NilValue.Instance,
    };

    private NumberValue ReadNumber(ref Utf8JsonReader reader) =>
        decimal.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? NumberValue.Create(number)
            : throw VariableScalar.OutOfRange(Encoding.UTF8.GetString(reader.ValueSpan), _path);

    private string NameOf(ref Utf8JsonReader reader)
    {
        foreach (var (utf8, known) in _names)
        {
            if (reader.ValueTextEquals(utf8))
            {
                return known;
            }
        }

        var name = Checked(reader.GetString()!);
        if (_names.Count < MostNames)
        {
            _names.Add((Encoding.UTF8.GetBytes(name), name));
        }

        return name;
    }

    /// <summary>JSON can write the character U+0000, and no database holds it.</summary>
    private string Checked(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException($"The template variable '{_path}' has the character U+0000.")
        : text;
}
