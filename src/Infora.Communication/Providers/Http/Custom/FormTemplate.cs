using Infora.Communication.Templates;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>The body of a form, <c>name=value&amp;name=value</c>, as pairs of templates.</summary>
internal sealed class FormTemplate
{
    private readonly IReadOnlyList<(FieldTemplate Name, FieldTemplate Value)> _fields;

    private FormTemplate(IReadOnlyList<(FieldTemplate, FieldTemplate)> fields) => _fields = fields;

    public static FormTemplate? Parse(ITemplateRenderer renderer, string field, string source, ICollection<FieldError> errors)
    {
        var fields = new List<(FieldTemplate, FieldTemplate)>();
        foreach (var (_, pair) in TemplatePieces.Split(source, "&").Where(piece => !string.IsNullOrWhiteSpace(piece.Text)))
        {
            if (TemplatePieces.Split(pair, "=", limit: 2) is not [var name, var value])
            {
                errors.Add(new FieldError(field, "is no form: write name=value&name=value", ErrorCode.Configuration));
                return null;
            }

            var faults = new List<FieldError>();
            var parsedName = FieldTemplate.Parse(renderer, field, name.Text.Trim(), faults);
            var parsedValue = FieldTemplate.Parse(renderer, field, value.Text.Trim(), faults);
            if (parsedName is null || parsedValue is null)
            {
                errors.Add(faults[0] with { Message = $"{faults[0].Message}; each name and each value is a template by itself, which no tag can reach beyond" });
                return null;
            }

            fields.Add((parsedName, parsedValue));
        }

        return new FormTemplate(fields);
    }

    public async ValueTask<FormUrlEncodedContent> FillAsync(TemplateFilling filling)
    {
        var pairs = new List<KeyValuePair<string, string>>(_fields.Count);
        foreach (var (name, value) in _fields)
        {
            pairs.Add(new(await filling.TextAsync(name).ConfigureAwait(false), await filling.TextAsync(value).ConfigureAwait(false)));
        }

        return new FormUrlEncodedContent(pairs);
    }
}
