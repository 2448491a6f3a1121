using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infora.Communication.Providers;

/// <summary>
/// Reads a provider's configuration in its wire form, whether it comes from a request, from the host's configuration or
/// from code, and reports everything that is wrong with it at once.
/// </summary>
internal sealed class ProviderInput
{
    private static readonly HashSet<string> ReadOnly =
        ["id", "secrets", "usage", "health", "webhook_url", "created_at", "updated_at", "source"];

    private static readonly HashSet<string> Promoted = ["is_default", "is_active"];

    private readonly ProviderType _type;
    private readonly ProviderRecord? _existing;
    private readonly List<FieldError> _errors;
    private readonly JsonObject _settings = [];
    private readonly Dictionary<string, string> _secrets;

    private ProviderInput(ProviderType type, ProviderRecord? existing, List<FieldError> errors)
    {
        (_type, _existing, _errors) = (type, existing, errors);
        _secrets = existing is null ? [] : existing.Secrets
            .Where(secret => type.Fields.Any(field => field.Secret && IsStoredUnder(field, secret.Key)))
            .ToDictionary(StringComparer.Ordinal);
    }

    public static (ProviderRecord? Record, IReadOnlyList<FieldError> Errors) Read(
        ProviderTypes types, MessageChannel channel, JsonObject body, ProviderRecord? existing, bool allowLoopback)
    {
        var errors = new List<FieldError>();
        var name = ReadName(body, errors);
        var type = ProviderService.Resolve(types, channel, body, name, existing, errors);
        if (type is null)
        {
            return (null, errors);
        }

        var input = new ProviderInput(type, existing, errors);
        var record = input.ReadFields(body, name, types, allowLoopback);
        return errors.Count is 0 ? (record, []) : (null, errors);
    }

    private static string ReadName(JsonObject body, List<FieldError> errors)
    {
        if (body["name"] is not JsonValue value || value.GetValueKind() is not JsonValueKind.String)
        {
            errors.Add(new FieldError("name", body["name"] is null ? "is required" : "must be a string"));
            return "";
        }

        var name = value.GetValue<string>().Trim();
        if (name.Length is 0 or > 100)
        {
            errors.Add(new FieldError("name", "must have 1 to 100 characters"));
        }

        return name;
    }

    private static bool IsStoredUnder(ProviderField field, string secret) =>
        secret == field.Name || (field.Type is ProviderFieldType.Object && secret.StartsWith(field.Name + '.', StringComparison.Ordinal));

    private ProviderRecord ReadFields(JsonObject body, string name, ProviderTypes types, bool allowLoopback)
    {
        foreach (var (key, value) in body)
        {
            if (key is "name" or "provider_type" or "service" || ReadOnly.Contains(key))
            {
                continue;
            }

            if (_type.Fields.FirstOrDefault(field => field.Name == key) is not { } field)
            {
                _errors.Add(UnknownField.Describe(key, _type, types));
            }
            else if (value is null)
            {
                Clear(field);
            }
            else if (ProviderValue.Check(field, value) is { } wrong)
            {
                _errors.Add(new FieldError(key, wrong));
            }
            else
            {
                _errors.AddRange(NestedFields.FindUnknown(_type.OptionsType, key, value));
                Take(field, value);
            }
        }

        CheckOptions(allowLoopback);
        return new ProviderRecord
        {
            Id = _existing?.Id ?? 0,
            Channel = _type.Channel,
            Name = name,
            Service = _type.Service,
            Source = _existing?.Source ?? ProviderSource.Store,
            IsDefault = body["is_default"] is JsonValue isDefault && _errors.Count is 0
                ? isDefault.GetValue<bool>()
                : _existing?.IsDefault ?? false,
            IsActive = body["is_active"] is not JsonValue isActive || _errors.Count is not 0 || isActive.GetValue<bool>(),
            Settings = _settings,
            Secrets = _secrets,
            Version = _existing?.Version ?? 1,
        };
    }

    private void Clear(ProviderField field)
    {
        if (field.Secret)
        {
            foreach (var name in _secrets.Keys.Where(name => IsStoredUnder(field, name)).ToList())
            {
                _secrets.Remove(name);
            }
        }
    }

    private void Take(ProviderField field, JsonNode value)
    {
        if (!field.Secret)
        {
            if (!Promoted.Contains(field.Name))
            {
                _settings[field.Name] = value.DeepClone();
            }
        }
        else if (field.Type is ProviderFieldType.Object)
        {
            TakeNamedSecrets(field, value.AsObject());
        }
        else
        {
            _secrets[field.Name] = value.GetValue<string>();
        }
    }

    private void TakeNamedSecrets(ProviderField field, JsonObject values)
    {
        foreach (var (name, value) in values)
        {
            var key = $"{field.Name}.{name}";
            if (value is null)
            {
                _secrets.Remove(key);
            }
            else if (value.GetValueKind() is JsonValueKind.String)
            {
                _secrets[key] = value.GetValue<string>();
            }
            else
            {
                _errors.Add(new FieldError(key, "must be a string"));
            }
        }
    }

    private void CheckOptions(bool allowLoopback)
    {
        var fields = ProviderSettings.Combine(_settings, _secrets);
        ProviderOptions options;
        try
        {
            options = _type.ReadOptions(fields);
        }
        catch (JsonException e)
        {
            // Kinds were checked above, so this is a value inside an object field, or one out of its type's range.
            var path = (e.Path ?? "$").TrimStart('$', '.');
            if (_errors.Count is 0)
            {
                _errors.Add(new FieldError(path, "has a value of the wrong type or out of range"));
            }

            return;
        }

        var known = _errors.Select(error => error.Field).ToHashSet();
        _errors.AddRange(ProviderValidation.Check(_type, options, _secrets, allowLoopback).Where(error => !known.Contains(error.Field)));
    }
}
