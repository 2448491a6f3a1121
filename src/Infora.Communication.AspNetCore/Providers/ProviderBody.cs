using System.Text.Json;
using System.Text.Json.Nodes;
using Infora.Communication.AspNetCore.Http;
using Infora.Communication.Providers;
using Infora.Communication.Statistics;

namespace Infora.Communication.AspNetCore.Providers;

/// <summary>Writes a provider with the fields of its kind; of secrets only the names.</summary>
internal static class ProviderBody
{
    public static JsonObject Write(ProviderRecord record, ProviderType? type, ProviderUsage usage, ProviderHealth health, DateTimeOffset? lastSuccessAt, Uri? webhook)
    {
        var body = new JsonObject
        {
            ["id"] = record.Id,
            ["name"] = record.Name,
            ["provider_type"] = type?.Kind ?? "api",
            ["service"] = record.Service,
            ["source"] = SnakeCase.Name(record.Source),
            ["is_default"] = record.IsDefault,
            ["is_active"] = record.IsActive,
        };
        WriteFields(body, record, type);
        body["secrets"] = new JsonArray([.. SecretNames(record).Select(name => (JsonNode)JsonValue.Create(name))]);
        body["usage"] = Node(ProviderUsageBody.From(usage));
        body["health"] = Node(new ProviderHealthBody { State = SnakeCase.Name(health.State), LastError = SendErrorBody.From(health.LastError), LastSuccessAt = lastSuccessAt });
        body["webhook_url"] = webhook?.AbsoluteUri;
        body["created_at"] = Node(record.CreatedAt);
        body["updated_at"] = Node(record.UpdatedAt);
        return body;
    }

    private static void WriteFields(JsonObject body, ProviderRecord record, ProviderType? type)
    {
        foreach (var field in type?.Fields.Where(field => !field.Secret && !body.ContainsKey(field.Name)) ?? [])
        {
            body[field.Name] = record.Settings[field.Name] is { } value ? value.DeepClone() : Node(field.Default);
        }

        // Of a provider whose plugin this host does not have, what is stored is all that is known.
        foreach (var (name, value) in type is null ? record.Settings : [])
        {
            body.TryAdd(name, value?.DeepClone());
        }
    }

    /// <summary>A secret with a name of the user's choice is stored under its field and that name, and listed by the name.</summary>
    private static IEnumerable<string> SecretNames(ProviderRecord record) =>
        record.Secrets.Keys.Select(key => key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..]).Order(StringComparer.Ordinal);

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, WireJson.Options);
}
