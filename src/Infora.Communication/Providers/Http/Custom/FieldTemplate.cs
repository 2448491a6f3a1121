using Infora.Communication.Providers.Http.Custom.Direct;
using Infora.Communication.Templates;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>A template in a provider's settings, and the field that it stands in.</summary>
internal sealed record FieldTemplate(string Field, ParsedTemplate Template)
{
    /// <summary>The template without Liquid, where it needs none.</summary>
    public DirectTemplate? Direct { get; private init; }

    /// <summary>Whether there is nothing to fill in.</summary>
    public bool IsLiteral { get; } = !TemplatePieces.HasMarkup(Template.Source);

    public string Source => Template.Source;

    /// <summary>Whether it comes to the same text for every message.</summary>
    public bool IsConstant => IsLiteral || (Direct is not null && Template.Variables.All(variable => variable.Name == CustomVariables.Secrets));

    public bool ReadsSecrets => Template.Variables.Any(variable => variable.Name == CustomVariables.Secrets);

    /// <summary>Parses a template; what is wrong with it is added to the errors, and null returned.</summary>
    public static FieldTemplate? Parse(ITemplateRenderer renderer, string field, string source, ICollection<FieldError> errors)
    {
        var parsed = renderer.Parse(source);
        if (parsed.Succeeded)
        {
            // A host's own renderer may write what it likes, so it is always asked.
            return new FieldTemplate(field, parsed.Template)
            {
                Direct = renderer is LiquidTemplateRenderer liquid ? DirectTemplateReader.Read(parsed.Template, liquid.MaxOutputLength) : null,
            };
        }

        var first = parsed.Errors[0];
        errors.Add(new FieldError(field, $"is no valid template: {first.Message} (line {first.Line}, column {first.Column})", ErrorCode.Configuration));
        return null;
    }
}
