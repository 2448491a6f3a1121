namespace Infora.Communication.Providers.Http.Custom;

/// <summary>A message as the templates of a request read it.</summary>
internal abstract class CustomMessage
{
    /// <summary>The texts of the message, which no error may repeat.</summary>
    public abstract IEnumerable<string?> Contents { get; }

    /// <summary>The value of a variable that is a text; null where there is none of that name.</summary>
    public abstract string? Text(string name);

    /// <summary>Whether a variable is a list, and there is nothing in it.</summary>
    public virtual bool IsEmptyList(string name) => false;

    /// <summary>All variables, for templates that do more than to read texts.</summary>
    public abstract IReadOnlyDictionary<string, object?> ToVariables();
}
