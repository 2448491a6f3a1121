using System.Text;
using Infora.Communication.Templates;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>Fills in the templates of one request, and collects what goes wrong.</summary>
internal sealed class TemplateFilling(ITemplateRenderer renderer, CustomVariables variables, CancellationToken cancellationToken)
{
    public List<FieldError> Errors { get; } = [];

    /// <summary>The template's text; an empty one where there is an error.</summary>
    public ValueTask<string> TextAsync(FieldTemplate template)
    {
        if (template.IsLiteral)
        {
            return new(template.Source);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return template.Direct?.Text(variables) is { } text ? new(text) : RenderAsync(template);
    }

    /// <summary>The same in UTF-8.</summary>
    public async ValueTask<byte[]> BytesAsync(FieldTemplate template)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return template.Direct?.Bytes(variables) ?? Encoding.UTF8.GetBytes(await TextAsync(template).ConfigureAwait(false));
    }

    private async ValueTask<string> RenderAsync(FieldTemplate template)
    {
        var result = await renderer.RenderAsync(template.Template, variables.All, TemplateFormat.Text, cancellationToken).ConfigureAwait(false);
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
