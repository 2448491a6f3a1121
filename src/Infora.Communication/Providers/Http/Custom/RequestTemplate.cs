using System.Text.Json;
using Infora.Communication.Templates;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>A request whose templates are parsed, ready to be filled in for each message.</summary>
internal sealed class RequestTemplate
{
    private const string BodyField = "request.body";

    private readonly CustomRequest _settings;
    private readonly UrlTemplate? _url;
    private readonly IReadOnlyList<(string Name, FieldTemplate? Value)> _headers;
    private readonly AuthenticationTemplate _authentication;
    private readonly FieldTemplate? _body;
    private readonly FormTemplate? _form;
    private readonly HttpMethod _method;
    private readonly bool _hasOwnAccept;

    // Once it is known, where it is the same for every message.
    private Uri? _address;

    /// <summary>Parses the settings; what is wrong with them is added to the errors, and then it cannot be filled in.</summary>
    public RequestTemplate(CustomRequest settings, ITemplateRenderer renderer, ICollection<FieldError> errors)
    {
        _settings = settings;
        _method = HttpMethod.Parse(settings.Method);
        _url = UrlTemplate.Parse(renderer, settings.Url!.OriginalString, errors);
        _headers = [.. (settings.Headers ?? new Dictionary<string, string>()).Select(header => (header.Key, ParseHeader(renderer, header, errors)))];
        _hasOwnAccept = _headers.Any(header => string.Equals(header.Name, "Accept", StringComparison.OrdinalIgnoreCase));
        _authentication = AuthenticationTemplate.Parse(renderer, settings.Auth, errors);
        if (string.IsNullOrWhiteSpace(settings.Body))
        {
            return;
        }

        if (settings.Method is "GET")
        {
            errors.Add(new FieldError(BodyField, "cannot be sent with GET: put the values into url", ErrorCode.Configuration));
        }

        _body = FieldTemplate.Parse(renderer, BodyField, settings.Body, errors);
        _form = settings.ContentType is CustomContentTypes.Form && _body is not null
            ? FormTemplate.Parse(renderer, BodyField, settings.Body, errors)
            : null;
    }

    /// <summary>Whether a template of the request reads a variable, such as <c>message.cc</c>.</summary>
    public bool Reads(string name) =>
        _authentication.Templates.Concat(_headers.Select(header => header.Value)).Select(template => template?.Source)
            .Append(_settings.Url!.OriginalString)
            .Append(_settings.Body)
            .Any(source => source?.Contains(name, StringComparison.Ordinal) is true);

    /// <summary>Makes the request for one message; where a template cannot be filled in, the errors say so and it must not be sent.</summary>
    public async ValueTask<HttpRequestMessage> FillAsync(TemplateFilling filling)
    {
        var request = new HttpRequestMessage(_method, (Uri?)null);
        foreach (var (name, value) in _headers)
        {
            request.Headers.TryAddWithoutValidation(name, await filling.TextAsync(value!).ConfigureAwait(false));
        }

        if (!_hasOwnAccept)
        {
            request.Headers.TryAddWithoutValidation("Accept", CustomContentTypes.Json);
        }

        var parameter = await _authentication.FillAsync(request, filling).ConfigureAwait(false);
        request.RequestUri = _address ?? await AddressAsync(parameter, filling).ConfigureAwait(false);
        request.Content = _form is not null ? await _form.FillAsync(filling).ConfigureAwait(false)
            : _body is not null ? await FillJsonAsync(_body, filling).ConfigureAwait(false)
            : null;
        return request;
    }

    private async ValueTask<Uri?> AddressAsync(string? parameter, TemplateFilling filling)
    {
        var url = await _url!.FillAsync(filling).ConfigureAwait(false);
        if (parameter is not null)
        {
            url += (url.Contains('?', StringComparison.Ordinal) ? '&' : '?') + parameter;
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            filling.Errors.Add(new FieldError("request.url", "is no address once it is filled in", ErrorCode.Configuration));
        }
        else if (_url.IsLiteral && parameter is null)
        {
            _address = address;
        }

        return address;
    }

    private static async ValueTask<HttpContent> FillJsonAsync(FieldTemplate body, TemplateFilling filling)
    {
        var errors = filling.Errors.Count;
        var bytes = await filling.BytesAsync(body).ConfigureAwait(false);
        if (filling.Errors.Count == errors && JsonFault(bytes) is { } fault)
        {
            filling.Errors.Add(new FieldError(body.Field, fault, ErrorCode.Configuration));
        }

        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", CustomContentTypes.Json);
        return content;
    }

    private static string? JsonFault(ReadOnlySpan<byte> text)
    {
        try
        {
            var json = new Utf8JsonReader(text);
            while (json.Read())
            {
            }

            return null;
        }
        catch (JsonException fault)
        {
            // Its own text may quote the message.
            return $"is no valid JSON once it is filled in (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} of the result): " +
                "write each value with the filter json and without quotes around it, such as {{ message.text | json }}";
        }
    }

    private static FieldTemplate? ParseHeader(ITemplateRenderer renderer, KeyValuePair<string, string> header, ICollection<FieldError> errors)
    {
        var field = $"request.headers.{header.Key}";
        if (CustomHeaders.Fault(header.Key) is { } wrong)
        {
            errors.Add(new FieldError(field, wrong, ErrorCode.Configuration));
        }

        if (header.Value is null)
        {
            errors.Add(new FieldError(field, "must be a string", ErrorCode.Configuration));
            return null;
        }

        var value = FieldTemplate.Parse(renderer, field, header.Value, errors);
        if (value is { ReadsSecrets: false } && string.Equals(header.Key, "Authorization", StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(new FieldError(
                field,
                "must not be written here, where it can be read again: put the credential into secret_values under a name such as API_KEY, and write {{ secrets.API_KEY }}",
                ErrorCode.Configuration));
        }

        return value;
    }
}
