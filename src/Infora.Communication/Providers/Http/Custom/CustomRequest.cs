using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>The request that hands a message to a gateway of the service <c>http</c>. Texts marked as templates are Liquid.</summary>
public sealed class CustomRequest
{
    /// <summary>The HTTP method.</summary>
    /// <value><c>POST</c>, <c>PUT</c>, <c>PATCH</c> or <c>GET</c>. Default: <c>POST</c>.</value>
    [AllowedValues("POST", "PUT", "PATCH", "GET")]
    public string Method { get; set; } = "POST";

    /// <summary>The address: a template whose scheme and host are literal. What is put into it is percent-encoded by itself.</summary>
    /// <value>For example <c>https://api.example.com/sms/{{ message.id }}</c>.</value>
    [Required, NetworkAddress(IsResource = true), JsonConverter(typeof(TemplateUrlConverter))]
    public Uri? Url { get; set; }

    /// <summary>Further headers by name; the values are templates.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; set; }

    /// <summary>How the gateway knows who is calling.</summary>
    /// <value>Null for no authentication.</value>
    public CustomAuthentication? Auth { get; set; }

    /// <summary>What <see cref="Body"/> is.</summary>
    /// <value><c>application/json</c>, the default, or <c>application/x-www-form-urlencoded</c>.</value>
    [AllowedValues(CustomContentTypes.Json, CustomContentTypes.Form)]
    public string ContentType { get; set; } = CustomContentTypes.Json;

    /// <summary>
    /// The body, a template. JSON is checked once it is filled in, and values are written with the filter <c>json</c>. A form
    /// is <c>name=value&amp;name=value</c>, in which each value is percent-encoded by itself.
    /// </summary>
    /// <value>Null for none.</value>
    public string? Body { get; set; }
}
