using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Infora.Communication.Providers;

/// <summary>Checks a plugin's options against their attributes and the plugin's own rules.</summary>
internal static class ProviderValidation
{
    public static List<FieldError> Check(
        ProviderType type, ProviderOptions options, IReadOnlyDictionary<string, string> secrets, bool allowLoopback)
    {
        var errors = new List<FieldError>();
        CheckProperties(options, type.OptionsType, path: "", secrets, allowLoopback, errors);
        if (errors.Count is 0)
        {
            type.ValidateOptions(options, errors);
        }

        return errors;
    }

    private static void CheckProperties(
        object options, Type optionsType, string path, IReadOnlyDictionary<string, string> secrets, bool allowLoopback, List<FieldError> errors)
    {
        foreach (var property in ProviderFields.Properties(optionsType))
        {
            var name = path + ProviderFields.WireName(property);
            var value = property.GetValue(options);
            var isReference = secrets.TryGetValue(name, out var secret) && SecretReference.IsReference(secret);
            if (!isReference && Check(property, value, allowLoopback) is { } wrong)
            {
                errors.Add(new FieldError(name, wrong, ErrorCode.Configuration));
            }
            else if (value is not null && NestedFields.IsNested(property.PropertyType))
            {
                CheckProperties(value, property.PropertyType, name + '.', secrets, allowLoopback, errors);
            }
        }
    }

    private static string? Check(PropertyInfo property, object? value, bool allowLoopback)
    {
        var failed = property.GetCustomAttributes<ValidationAttribute>().FirstOrDefault(rule => !rule.IsValid(value));
        if (failed is not null)
        {
            return Describe(failed);
        }

        return property.GetCustomAttribute<NetworkAddressAttribute>() is not { } address ? null : value switch
        {
            Uri url => ProviderAddress.Check(url, allowLoopback)
                ?? (!address.IsResource && (url.Query.Length > 0 || url.Fragment.Length > 0) ? "must have no query and no fragment" : null),
            string { Length: > 0 } host => ProviderAddress.CheckHost(host, allowLoopback),
            _ => null,
        };
    }

    private static string Describe(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => "is required",
        RangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"must be from {range.Minimum} to {range.Maximum}"),
        StringLengthAttribute length => $"must have {length.MinimumLength} to {length.MaximumLength} characters",
        RegularExpressionAttribute { ErrorMessage: { } message } => message,
        AllowedValuesAttribute allowed => $"must be one of {string.Join(", ", allowed.Values)}",
        RegularExpressionAttribute pattern => $"must match {pattern.Pattern}",
        EmailAddressAttribute => "must be an email address",
        _ => rule.FormatErrorMessage("value"),
    };
}
