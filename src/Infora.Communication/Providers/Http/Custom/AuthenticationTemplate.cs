using Infora.Communication.Templates;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>The authentication of a request: what is added to its headers or its address.</summary>
internal sealed class AuthenticationTemplate
{
    private const string Field = "request.auth";

    private readonly CustomAuthentication _settings;
    private readonly FieldTemplate? _user;
    private readonly FieldTemplate? _secret;

    // Once it is known; nearly all credentials are the same for every message, and a template is filled in for one provider only.
    private string? _constant;

    private AuthenticationTemplate(CustomAuthentication settings, FieldTemplate? user, FieldTemplate? secret) =>
        (_settings, _user, _secret) = (settings, user, secret);

    public IEnumerable<FieldTemplate> Templates => new[] { _user, _secret }.OfType<FieldTemplate>();

    public static AuthenticationTemplate Parse(ITemplateRenderer renderer, CustomAuthentication? settings, ICollection<FieldError> errors)
    {
        settings ??= new CustomAuthentication();
        CheckFields(settings, errors);
        var user = settings.Type is "basic" && settings.Username is { } name
            ? FieldTemplate.Parse(renderer, $"{Field}.username", name, errors)
            : null;
        var secret = settings.Type switch
        {
            "basic" => ParseSecret(renderer, "password", settings.Password, errors),
            "bearer" => ParseSecret(renderer, "token", settings.Token, errors),
            "header" or "query" => ParseSecret(renderer, "value", settings.Value, errors),
            _ => null,
        };
        return new AuthenticationTemplate(settings, user, secret);
    }

    /// <summary>Whether it belongs at the end of the address.</summary>
    public bool IsInAddress => _settings.Type is "query";

    /// <summary>Adds it to a request's headers, or gives back what belongs at the end of its address.</summary>
    public async ValueTask<string?> FillAsync(HttpRequestMessage request, TemplateFilling filling)
    {
        if (_secret is null)
        {
            return null;
        }

        var value = _constant ?? await ValueAsync(_secret, filling).ConfigureAwait(false);
        if (IsInAddress)
        {
            return value;
        }

        request.Headers.TryAddWithoutValidation(_settings.Type is "header" ? _settings.Name! : "Authorization", value);
        return null;
    }

    private async ValueTask<string> ValueAsync(FieldTemplate template, TemplateFilling filling)
    {
        var errors = filling.Errors.Count;
        var secret = await filling.TextAsync(template).ConfigureAwait(false);
        var value = _settings.Type switch
        {
            "basic" => BasicCredentials.Of(_user is null ? "" : await filling.TextAsync(_user).ConfigureAwait(false), secret),
            "bearer" => $"Bearer {secret.Trim()}",
            "header" => secret.Trim(),
            _ => $"{Uri.EscapeDataString(_settings.Name!)}={Uri.EscapeDataString(secret.Trim())}",
        };
        if (filling.Errors.Count == errors && Templates.All(part => part.IsConstant))
        {
            _constant = value;
        }

        return value;
    }

    private static FieldTemplate? ParseSecret(ITemplateRenderer renderer, string name, string? source, ICollection<FieldError> errors)
    {
        var template = source is null ? null : FieldTemplate.Parse(renderer, $"{Field}.{name}", source, errors);
        if (template is { ReadsSecrets: false })
        {
            errors.Add(new FieldError(
                $"{Field}.{name}",
                "must not be written here, where it can be read again: put it into secret_values under a name such as API_KEY, and write {{ secrets.API_KEY }}",
                ErrorCode.Configuration));
        }

        return template;
    }

    private static void CheckFields(CustomAuthentication settings, ICollection<FieldError> errors)
    {
        string[] wanted = settings.Type switch
        {
            "basic" => ["username", "password"],
            "bearer" => ["token"],
            "header" or "query" => ["name", "value"],
            _ => [],
        };
        (string Name, string? Value)[] fields =
            [("username", settings.Username), ("password", settings.Password), ("token", settings.Token), ("name", settings.Name), ("value", settings.Value)];
        foreach (var (name, value) in fields)
        {
            if (wanted.Contains(name) && string.IsNullOrEmpty(value))
            {
                errors.Add(new FieldError($"{Field}.{name}", $"is required for the type {settings.Type}", ErrorCode.Configuration));
            }
            else if (!wanted.Contains(name) && !string.IsNullOrEmpty(value))
            {
                errors.Add(new FieldError($"{Field}.{name}", $"is no field of the type {settings.Type}", ErrorCode.Configuration));
            }
        }

        if (settings is { Type: "header", Name: { Length: > 0 } header } && CustomHeaders.Fault(header) is { } wrong)
        {
            errors.Add(new FieldError($"{Field}.name", wrong, ErrorCode.Configuration));
        }
    }
}
