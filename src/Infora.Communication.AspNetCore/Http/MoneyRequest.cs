using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Infora.Communication.AspNetCore.Http;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
[Description("An amount in one currency.")]
internal sealed record MoneyRequest
{
    [JsonPropertyName("amount"), Description("The amount as a decimal string, such as 100.00.")]
    public required string Amount { get; init; }

    [JsonPropertyName("currency"), Description("ISO 4217 code, such as KES.")]
    public required string Currency { get; init; }

    public Money? ToMoney(string field, List<FieldError> errors)
    {
        var isAmount = decimal.TryParse(Amount, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount);
        if (!isAmount)
        {
            errors.Add(new FieldError($"{field}.amount", "must be a decimal number in a string, such as \"100.00\""));
        }

        var isCurrency = Currency is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z'];
        if (!isCurrency)
        {
            errors.Add(new FieldError($"{field}.currency", "must be an ISO 4217 code in upper case, such as KES"));
        }

        return isAmount && isCurrency ? new Money(amount, Currency) : null;
    }
}
