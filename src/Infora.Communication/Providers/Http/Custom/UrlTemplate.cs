using System.Text;
using Infora.Communication.Templates;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>
/// An address with templates in its path and query. It is cut into steps and parameters first, and what is put into one
/// is percent-encoded whole, so that no value can lead to another resource or add a parameter.
/// </summary>
internal sealed class UrlTemplate
{
    private const string Field = "request.url";

    private readonly string _root;
    private readonly IReadOnlyList<(char Sign, string Literal, FieldTemplate? Template)> _pieces;

    private UrlTemplate(string root, IReadOnlyList<(char, string, FieldTemplate?)> pieces) => (_root, _pieces) = (root, pieces);

    public static UrlTemplate? Parse(ITemplateRenderer renderer, string source, ICollection<FieldError> errors)
    {
        var authority = source.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = source.AsSpan(authority).IndexOfAny("/?#");
        var root = end < 0 ? source : source[..(authority + end)];
        if (TemplatePieces.HasMarkup(root))
        {
            errors.Add(new FieldError(Field, "has a template in its scheme or host: write both literally", ErrorCode.Configuration));
            return null;
        }

        if (FieldTemplate.Parse(renderer, Field, source, errors) is null)
        {
            return null;
        }

        if (TemplatePieces.Split(source, "#").Count > 1)
        {
            errors.Add(new FieldError(Field, "has a fragment, which is never sent: remove the # and what follows", ErrorCode.Configuration));
            return null;
        }

        var pieces = TemplatePieces.Split(source[root.Length..], "/?&=")
            .ConvertAll(piece => (piece.Sign, piece.Text, TemplatePieces.HasMarkup(piece.Text) ? FieldTemplate.Parse(renderer, Field, piece.Text, errors) : null));
        return new UrlTemplate(root, pieces);
    }

    /// <summary>Whether there is nothing to fill in.</summary>
    public bool IsLiteral => _pieces.All(piece => piece.Template is null);

    public async ValueTask<string> FillAsync(TemplateFilling filling)
    {
        var url = new StringBuilder(_root);
        foreach (var (sign, literal, template) in _pieces)
        {
            if (sign is not '\0')
            {
                url.Append(sign);
            }

            url.Append(template is null ? literal : Encode(await filling.TextAsync(template).ConfigureAwait(false), filling));
        }

        return url.ToString();
    }

    private static string Encode(string text, TemplateFilling filling)
    {
        if (text is "." or "..")
        {
            filling.Errors.Add(new FieldError(Field, "would lead to another resource: a value in it is '.' or '..'", ErrorCode.Configuration));
        }

        return Uri.EscapeDataString(text);
    }
}
