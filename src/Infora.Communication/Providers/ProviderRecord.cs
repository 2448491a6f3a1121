using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Infora.Communication.Providers;

/// <summary>One configured provider, as the store holds it.</summary>
public sealed record ProviderRecord
{
    /// <summary>The id; 0 until it is stored.</summary>
    public int Id { get; init; }

    /// <summary>Email or SMS.</summary>
    public required MessageChannel Channel { get; init; }

    /// <summary>The name, unique in its channel, 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The plugin that serves it, for example <c>smtp</c>.</summary>
    public required string Service { get; init; }

    /// <summary>Whether it was added through the API or is defined by the host in code or configuration.</summary>
    public ProviderSource Source { get; init; }

    /// <summary>Whether it is the first choice of its channel.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether it is used.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Every other field that is no secret, by wire name.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>The secrets, by wire name; a value may be a reference <c>config:Some:Key</c>.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of secrets that are stored and cannot be read, such as after the loss of the keys that encrypted them.</summary>
    public IReadOnlyCollection<string> UnreadableSecrets { get; init; } = [];

    /// <summary>The order among those that stand in for the default one; lower comes first.</summary>
    public int Priority => Settings["priority"]?.GetValue<int>() ?? 100;

    /// <summary>
    /// What nobody can guess in the address that the vendor reports to. Empty until it is stored; a store gives one to each provider
    /// that comes without, and keeps the stored one where an update comes without.
    /// </summary>
    public string WebhookToken { get; init; } = "";

    /// <summary>Raised by every change; what <c>ETag</c> and <c>If-Match</c> compare.</summary>
    public long Version { get; init; } = 1;

    /// <summary>When it was stored.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>A new <see cref="WebhookToken"/>: 160 random bits as lower-case hexadecimal digits.</summary>
    public static string NewWebhookToken() => RandomNumberGenerator.GetHexString(40, lowercase: true);
}
