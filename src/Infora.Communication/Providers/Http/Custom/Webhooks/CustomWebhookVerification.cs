using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Infora.Communication.Providers.Http.Custom.Webhooks;

/// <summary>How the reports of a gateway prove themselves. What is secret is in <c>secret_values</c>; here is only its name.</summary>
public sealed class CustomWebhookVerification
{
    /// <summary>The kind.</summary>
    /// <value>
    /// <c>none</c>; <c>header</c> (<see cref="Header"/> has the secret); <c>basic</c> (<see cref="Username"/> and the secret as its password);
    /// <c>hmac</c> (<see cref="Header"/> has a signature under the secret). Default: <c>none</c>.
    /// </value>
    [AllowedValues("none", "header", "basic", "hmac")]
    public string Type { get; set; } = "none";

    /// <summary>The name of the secret in <c>secret_values</c>; its value may be several keys with spaces or commas between, of which any counts.</summary>
    public string? Secret { get; set; }

    /// <summary>For <c>header</c> and <c>hmac</c>: the header.</summary>
    public string? Header { get; set; }

    /// <summary>For <c>header</c> and <c>hmac</c>: what stands before the value in the header, such as <c>sha256=</c>.</summary>
    public string? Prefix { get; set; }

    /// <summary>For <c>basic</c>: the user name.</summary>
    public string? Username { get; set; }

    /// <summary>For <c>hmac</c>: the hash.</summary>
    /// <value><c>sha256</c> (default), <c>sha512</c> or <c>sha1</c>.</value>
    [AllowedValues("sha256", "sha512", "sha1")]
    public string Algorithm { get; set; } = "sha256";

    /// <summary>For <c>hmac</c>: how the signature is written.</summary>
    /// <value><c>hex</c> (default) or <c>base64</c>.</value>
    [AllowedValues("hex", "base64")]
    public string Encoding { get; set; } = "hex";

    /// <summary>For <c>hmac</c>: the header with the time in seconds, which is signed before the body.</summary>
    /// <value>Null where the body alone is signed.</value>
    public string? TimestampHeader { get; set; }

    /// <summary>For <c>hmac</c> with a timestamp: what stands between it and the body.</summary>
    public string Separator { get; set; } = ".";

    /// <summary>For <c>hmac</c> with a timestamp: how far it may be from now, in seconds.</summary>
    /// <value>1 to 604800. Default: 300.</value>
    // Configuration files know texts only.
    [Range(1, 604_800), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public int ToleranceSeconds { get; set; } = 300;
}
