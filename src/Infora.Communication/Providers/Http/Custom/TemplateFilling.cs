using Infora.Communication.Templates;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>Fills in the templates of one request, and collects what goes wrong.</summary>
internal sealed class TemplateFilling(ITemplateRenderer renderer, TemplateVariables variables, CancellationToken cancellationToken)
{
    public List<FieldError> Errors { get; } = [];

    /// <summary>The template's text; an empty one where there is an error.</summary>
    public async ValueTask<string> TextAsync(FieldTemplate template)
    {
        if (template.IsLiteral)
        {
            return template.Source;
        }

        var result = await renderer.RenderAsync(template.Template, variables, TemplateFormat.Text, cancellationToken).ConfigureAwait(false);
        if (result.Succeeded)
        {
            return result.Text;
        }

        foreach (var error in result.Errors)
        {
            Errors.Add(new FieldError(template.Field, Describe(error), ErrorCode.Configuration));
        }

        return "";
    }

    private static string Describe(TemplateError error) => error switch
    {
        { Kind: TemplateErrorKind.MissingVariable, Variable: { } name } when name.StartsWith("secrets.", StringComparison.Ordinal) =>
            $"reads {name}, which secret_values does not have",
        { Kind: TemplateErrorKind.MissingVariable, Variable: { } name } => $"reads {name}, which there is not",
        _ => $"cannot be filled in: {error.Message}",
    };
}
