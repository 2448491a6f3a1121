using System.Text.Json.Nodes;
using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.Providers;

namespace Infora.Communication.EntityFramework.Providers;

/// <summary>Between a configured provider and its row; its secrets are <see cref="ProviderSecrets"/>' matter.</summary>
internal static class ProviderMapping
{
    /// <summary>Takes over what a caller may change. Secrets that could not be read, and are not replaced, stay as they are.</summary>
    public static void Apply(
        this ProviderEntity row, ProviderRecord provider, IReadOnlyDictionary<string, string> encrypted, DateTimeOffset now)
    {
        var kept = JsonText.ReadMap(row.Secrets)
            .Where(secret => provider.UnreadableSecrets.Contains(secret.Key) && !encrypted.ContainsKey(secret.Key));
        row.Name = provider.Name;
        row.Service = provider.Service;
        row.Source = provider.Source;
        row.IsDefault = provider.IsDefault;
        row.IsActive = provider.IsActive;
        row.Settings = provider.Settings.ToJsonString();
        row.Secrets = JsonText.Write(kept.Concat(encrypted).ToDictionary(StringComparer.Ordinal));
        row.WebhookToken = provider.WebhookToken.Length > 0 ? provider.WebhookToken
            : row.WebhookToken.Length > 0 ? row.WebhookToken
            : ProviderRecord.NewWebhookToken();
        row.UpdatedAt = now;
    }

    public static ProviderRecord ToRecord(this ProviderEntity row) => new()
    {
        Id = row.Id,
        Channel = row.Channel,
        Name = row.Name,
        Service = row.Service,
        Source = row.Source,
        IsDefault = row.IsDefault,
        IsActive = row.IsActive,
        Settings = JsonNode.Parse(row.Settings)!.AsObject(),
        WebhookToken = row.WebhookToken,
        Version = row.Version,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
    };
}
