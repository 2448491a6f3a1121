using System.Diagnostics.CodeAnalysis;

namespace Infora.Communication.Templates;

/// <summary>The outcome of rendering a template.</summary>
public sealed record TemplateRenderResult
{
    internal TemplateRenderResult(string? text, IReadOnlyList<TemplateError> errors, IReadOnlyList<Range>? variable = null)
    {
        Text = text;
        Errors = errors;
        Variable = variable;
    }

    /// <value>The rendered text, or null when there are errors.</value>
    public string? Text { get; }

    /// <value>The errors in the order they were met; empty on success.</value>
    public IReadOnlyList<TemplateError> Errors { get; }

    /// <value>The ranges of the text that the template's outputs and tags filled in, as many for every text of one template; null where that is not known.</value>
    internal IReadOnlyList<Range>? Variable { get; }

    /// <value>Whether the template rendered without an error.</value>
    [MemberNotNullWhen(true, nameof(Text))]
    public bool Succeeded => Text is not null;
}
