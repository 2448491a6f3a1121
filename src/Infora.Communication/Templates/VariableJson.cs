using System.Text.Json.Nodes;
using Fluid.Values;

namespace Infora.Communication.Templates;

internal static class VariableJson
{
    public static JsonObject Write(VariableObject value)
    {
        var json = new JsonObject();
        foreach (var (name, member) in value.Members)
        {
            json.Add(name, Write(member));
        }

        return json;
    }

    /// <summary>The same for variables overlaid by others, without a merged copy in between.</summary>
    public static JsonObject Write(VariableObject value, VariableObject over)
    {
        var json = Write(over);
        foreach (var (name, member) in value.Members)
        {
            if (!json.ContainsKey(name))
            {
                json.Add(name, Write(member));
            }
        }

        return json;
    }

    private static JsonNode? Write(FluidValue value) => value switch
    {
        StringValue text => JsonValue.Create(text.ToStringValue()),
        NumberValue number => JsonValue.Create(number.ToNumberValue()),
        BooleanValue boolean => JsonValue.Create(boolean.ToBooleanValue()),
        ArrayValue list => WriteList(list),
        DictionaryValue dictionary => Write((VariableObject)dictionary.ToObjectValue()),
        _ => null,
    };

    private static JsonArray WriteList(ArrayValue list)
    {
        var json = new JsonArray();
        foreach (var item in list.Values)
        {
            json.Add(Write(item));
        }

        return json;
    }
}
