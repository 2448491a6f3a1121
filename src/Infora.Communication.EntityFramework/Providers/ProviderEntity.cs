using Infora.Communication.Providers;

namespace Infora.Communication.EntityFramework.Providers;

internal sealed class ProviderEntity
{
    public int Id { get; set; }

    public MessageChannel Channel { get; set; }

    public string Name { get; set; } = "";

    public string Service { get; set; } = "";

    public ProviderSource Source { get; set; }

    public bool IsDefault { get; set; }

    public bool IsActive { get; set; }

    /// <summary>A JSON object.</summary>
    public string Settings { get; set; } = "{}";

    /// <summary>A JSON object of names and encrypted values, or null.</summary>
    public string? Secrets { get; set; }

    public string WebhookToken { get; set; } = "";

    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
