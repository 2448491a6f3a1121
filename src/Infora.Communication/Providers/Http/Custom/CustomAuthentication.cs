using System.ComponentModel.DataAnnotations;

namespace Infora.Communication.Providers.Http.Custom;

/// <summary>
/// How a gateway of the service <c>http</c> knows who is calling. The values are templates; a password, token or key is
/// never written here but read from <c>secret_values</c>, as in <c>{{ secrets.API_KEY }}</c>.
/// </summary>
public sealed class CustomAuthentication
{
    /// <summary>The kind.</summary>
    /// <value>
    /// <c>none</c>, <c>basic</c> (<see cref="Username"/> and <see cref="Password"/>), <c>bearer</c> (<see cref="Token"/>),
    /// <c>header</c> or <c>query</c> (<see cref="Name"/> and <see cref="Value"/>). Default: <c>none</c>.
    /// </value>
    [AllowedValues("none", "basic", "bearer", "header", "query")]
    public string Type { get; set; } = "none";

    /// <summary>For <c>basic</c>: the user name; it may be literal.</summary>
    public string? Username { get; set; }

    /// <summary>For <c>basic</c>: the password.</summary>
    public string? Password { get; set; }

    /// <summary>For <c>bearer</c>: the token.</summary>
    public string? Token { get; set; }

    /// <summary>For <c>header</c> and <c>query</c>: the name of the header or of the query parameter, literal.</summary>
    public string? Name { get; set; }

    /// <summary>For <c>header</c> and <c>query</c>: the value, for example <c>App {{ secrets.API_KEY }}</c>.</summary>
    public string? Value { get; set; }
}
