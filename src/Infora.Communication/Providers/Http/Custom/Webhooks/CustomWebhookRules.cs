using Infora.Communication.Reports;

namespace Infora.Communication.Providers.Http.Custom.Webhooks;

/// <summary>Checks the settings of a gateway's reports.</summary>
internal static class CustomWebhookRules
{
    private const string Field = "webhook";

    public static void Check(CustomWebhook? webhook, IReadOnlyDictionary<string, string> secrets, ICollection<FieldError> errors)
    {
        if (webhook is null)
        {
            return;
        }

        foreach (var (name, pointer) in CustomWebhookPointers.All(webhook))
        {
            if (pointer is not null && JsonPointer.Parse(pointer) is null)
            {
                Add(name, "must be a JSON pointer such as /data/0/id");
            }
        }

        foreach (var (word, kind) in webhook.Types ?? new Dictionary<string, string>())
        {
            if (!SnakeCase.TryParse<ReportKind>(kind, out _))
            {
                Add($"types.{word}", $"must be one of {string.Join(", ", Enum.GetValues<ReportKind>().Select(SnakeCase.Name))}");
            }
        }

        if (webhook.PricePointer is not null && webhook.CurrencyPointer is null)
        {
            Add("currency_pointer", "is required with price_pointer: an amount without a currency is none");
        }

        if (webhook.Verification is { } verification)
        {
            Check(verification, secrets, Add);
        }

        void Add(string name, string message) => errors.Add(new FieldError($"{Field}.{name}", message, ErrorCode.Configuration));
    }

    private static void Check(CustomWebhookVerification verification, IReadOnlyDictionary<string, string> secrets, Action<string, string> add)
    {
        if (verification.Type is "none")
        {
            return;
        }

        if (string.IsNullOrEmpty(verification.Secret))
        {
            add("verification.secret", "is required: the name of the secret in secret_values");
        }
        else if (!secrets.ContainsKey(verification.Secret))
        {
            add("verification.secret", $"names no secret: put {verification.Secret} into secret_values");
        }

        if (verification.Type is "header" or "hmac" && string.IsNullOrEmpty(verification.Header))
        {
            add("verification.header", $"is required for {verification.Type}");
        }

        if (verification.Type is "basic" && string.IsNullOrEmpty(verification.Username))
        {
            add("verification.username", "is required for basic");
        }
    }
}
