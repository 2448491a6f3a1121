using System.Text.Json.Nodes;

namespace Infora.Communication.Templates;

/// <summary>
/// The values a template is rendered with: an immutable snapshot with ordinal names. Dates are kept as ISO 8601 text, so
/// that a template renders the same before and after its variables were stored.
/// </summary>
public sealed class TemplateVariables
{
    private TemplateVariables(VariableObject root) => Root = root;

    /// <value>No variables.</value>
    public static TemplateVariables Empty { get; } = new(VariableObject.Empty);

    /// <value>The root names.</value>
    public IReadOnlyCollection<string> Names => Root.Names;

    internal VariableObject Root { get; }

    /// <summary>As <see cref="Merge"/> and <see cref="ToJson()"/> make it; the members of <paramref name="over"/> come first.</summary>
    internal JsonObject ToJson(TemplateVariables over) => VariableJson.Write(Root, over.Root);

    internal static TemplateVariables Of(VariableObject root) => root.Count is 0 ? Empty : new(root);

    /// <summary>
    /// Takes variables from null, a dictionary with string keys, a <see cref="JsonObject"/>, a JSON element, an anonymous
    /// object or any object with public readable properties. Members of anonymous objects and keys keep their spelling;
    /// a property <c>CustomerName</c> is named <c>customer_name</c> and answers to both. Strings, numbers, booleans, dates,
    /// enumerations (their names), nested objects and lists can be held.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The value is not an object with names, refers to itself, nests deeper than 64 levels, holds more than a million
    /// values, or holds one that cannot be stored. The message names the path.
    /// </exception>
    public static TemplateVariables From(object? variables) => variables switch
    {
        null => Empty,
        TemplateVariables same => same,
        _ => new(VariableReader.ReadRoot(variables)),
    };

    /// <summary>The variables as JSON, for storage; <see cref="From"/> reads them back.</summary>
    public JsonObject ToJson() => VariableJson.Write(Root);

    /// <summary>These variables overlaid by others, root name by root name: a name that both have takes the other's value.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="over"/> is null.</exception>
    public TemplateVariables Merge(TemplateVariables over)
    {
        ArgumentNullException.ThrowIfNull(over);
        return new(Root.Merge(over.Root));
    }
}
