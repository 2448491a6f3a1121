using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Infora.Communication.Providers;

namespace Infora.Communication.Sms;

/// <summary>What every SMS provider has.</summary>
public abstract class SmsProviderOptions : ProviderOptions
{
    /// <summary>The number or name that messages come from.</summary>
    [Description("The number or the name (up to 11 letters and digits) that messages come from.")]
    public virtual string? SenderId { get; set; }

    /// <summary>The price of one segment, where the vendor reports none.</summary>
    /// <value>From 0; null where it is not known.</value>
    [Range(0d, 1_000_000d), Description("Price of one segment, used where the vendor reports none.")]
    public decimal? CostPerSms { get; set; }

    /// <summary>The price of one segment by the beginning of the number, such as <c>254</c>; the longest that fits counts, else <see cref="CostPerSms"/>.</summary>
    /// <value>Digits with or without a plus sign; prices from 0. Null where it is the same everywhere.</value>
    // Configuration files know texts only.
    [Description("Price of one segment by the beginning of the number, such as {\"254\": 0.8}; else cost_per_sms."), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public IReadOnlyDictionary<string, decimal>? CostByPrefix { get; set; }

    /// <summary>What messages may cost in a calendar month of the configured time zone, in <see cref="Currency"/>.</summary>
    /// <value>From 0; null for no budget.</value>
    [Range(0d, 1_000_000_000d), Description("What messages may cost in a month, in the currency above; alerts tell at 80 % and at 100 %.")]
    public decimal? MonthlyBudget { get; set; }

    /// <summary>Whether nothing more is sent once <see cref="MonthlyBudget"/> is used up: messages go to other providers, or wait for the next month.</summary>
    [Description("Whether messages go to other providers, or wait for the next month, once the budget is used up.")]
    public bool StopAtBudget { get; set; }

    /// <summary>The currency of <see cref="CostPerSms"/>, <see cref="CostByPrefix"/> and <see cref="MonthlyBudget"/>.</summary>
    /// <value>ISO 4217, upper case. Default: USD.</value>
    [RegularExpression("^[A-Z]{3}$"), Description("Currency of the price: an ISO 4217 code such as KES.")]
    public string Currency { get; set; } = "USD";

    /// <summary>A message of more segments is refused.</summary>
    /// <value>1 to 255. Default: 10.</value>
    [Range(1, 255), Description("A message of more segments is refused.")]
    public int MaxSegments { get; set; } = 10;

    /// <summary>What a message costs as far as the settings tell; null where they name no price.</summary>
    /// <param name="segments">Its segments.</param>
    /// <param name="number">Whom it goes to, in E.164; null for anybody.</param>
    internal Money? CostOf(int segments, string? number) => SegmentCost(number) is { } cost ? new Money(cost * segments, Currency) : null;

    /// <summary>What one segment costs.</summary>
    internal decimal? SegmentCost(string? number)
    {
        if (CostByPrefix is not { Count: > 0 } prices || number is null)
        {
            return CostPerSms;
        }

        var (longest, found) = (0, CostPerSms);
        foreach (var (prefix, cost) in prices)
        {
            var digits = prefix.AsSpan().TrimStart('+');
            if (digits.Length > longest && number.AsSpan(1).StartsWith(digits))
            {
                (longest, found) = (digits.Length, cost);
            }
        }

        return found;
    }

    internal void CheckPrices(ICollection<FieldError> errors)
    {
        foreach (var (prefix, cost) in CostByPrefix ?? new Dictionary<string, decimal>())
        {
            var digits = prefix.AsSpan().TrimStart('+');
            if (digits.Length is 0 or > 15 || digits[0] is '0' || digits.ContainsAnyExceptInRange('0', '9'))
            {
                errors.Add(new FieldError($"cost_by_prefix.{prefix}", "must be the beginning of an international number, such as 254 or +2547", ErrorCode.Configuration));
            }
            else if (cost is < 0 or > 1_000_000)
            {
                errors.Add(new FieldError($"cost_by_prefix.{prefix}", "must be from 0 to 1000000", ErrorCode.Configuration));
            }
        }
    }
}
