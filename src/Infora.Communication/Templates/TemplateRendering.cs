namespace Infora.Communication.Templates;

/// <summary>Renders all parts of a stored template and reports everything that is missing, once for each variable.</summary>
internal sealed class TemplateRendering(ITemplateRenderer renderer)
{
    public async ValueTask<RenderedTemplate> RenderAsync(
        MessageTemplate template, TemplateVariables variables, CancellationToken cancellationToken)
    {
        var errors = new List<FieldError>();
        var variable = new Dictionary<string, IReadOnlyList<Range>>(3, StringComparer.Ordinal);
        var subject = await PartAsync(template.Subject, "subject", TemplateFormat.Text).ConfigureAwait(false);
        var html = await PartAsync(template.HtmlBody, "html_body", TemplateFormat.Html).ConfigureAwait(false);
        var text = await PartAsync(template.TextBody, TextPart(template.Channel), TemplateFormat.Text).ConfigureAwait(false);
        if (errors.Count is 0 && subject?.AsSpan().ContainsAny('\r', '\n') is true)
        {
            errors.Add(new FieldError("subject", "a variable puts a line break into the subject; take it out"));
        }

        return new RenderedTemplate(subject, html, text, Merge(errors)) { Variable = variable };

        async ValueTask<string?> PartAsync(string? source, string part, TemplateFormat format)
        {
            if (source is null)
            {
                return null;
            }

            var parsed = renderer.Parse(source);
            if (parsed.Template is null)
            {
                errors.AddRange(parsed.Errors.Select(error => new FieldError(part, Describe(error))));
                return null;
            }

            var result = await renderer.RenderAsync(parsed.Template, variables, format, cancellationToken).ConfigureAwait(false);
            errors.AddRange(result.Errors.Select(error => error.Variable is { } variable
                ? new FieldError($"variables.{variable}", $"is needed by the template's {part} (line {error.Line}, column {error.Column}) and is missing")
                : new FieldError(part, Describe(error))));
            if (result.Variable is { } ranges)
            {
                variable[part] = ranges;
            }

            return result.Text;
        }
    }

    /// <summary>The wire name of the text part: a text message has no other body.</summary>
    public static string TextPart(MessageChannel channel) => channel is MessageChannel.Email ? "text_body" : "body";

    public static string Describe(TemplateError error) => $"{error.Message} (line {error.Line}, column {error.Column})";

    private static IReadOnlyList<FieldError> Merge(List<FieldError> errors) => [.. errors.DistinctBy(error => error.Field.StartsWith("variables.", StringComparison.Ordinal) ? error.Field : $"{error.Field} {error.Message}")];
}

/// <summary>A template's parts with its variables filled in, or what is wrong.</summary>
internal sealed record RenderedTemplate(string? Subject, string? HtmlBody, string? TextBody, IReadOnlyList<FieldError> Errors)
{
    /// <summary>For each part, by its wire name, the ranges that the template filled in.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Range>> Variable { get; init; } = new Dictionary<string, IReadOnlyList<Range>>();
}
