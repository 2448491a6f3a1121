namespace Infora.Communication.Providers.Http.Custom.Direct;

/// <summary>An output of a variable, perhaps without some of its signs and as JSON: <c>{{ message.to | remove: '+' | json }}</c>.</summary>
internal sealed class ValuePart(TextPath path, IReadOnlyList<string> removed, bool isJson) : IDirectPart
{
    /// <summary>The value as it is output, where that needs no escapes.</summary>
    public string? Plain(CustomVariables variables) => isJson ? null : Read(variables);

    public bool TryWrite(TextBuffer text, CustomVariables variables)
    {
        if (Read(variables) is not { } value)
        {
            return false;
        }

        if (isJson)
        {
            text.AppendJson(value);
        }
        else
        {
            text.Append(value);
        }

        return true;
    }

    private string? Read(CustomVariables variables)
    {
        var value = path.In(variables);
        for (var at = 0; value is not null && at < removed.Count; at++)
        {
            value = value.Replace(removed[at], "", StringComparison.Ordinal);
        }

        return value;
    }
}
