using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
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

    /// <summary>The currency of <see cref="CostPerSms"/>.</summary>
    /// <value>ISO 4217, upper case. Default: USD.</value>
    [RegularExpression("^[A-Z]{3}$"), Description("Currency of the price: an ISO 4217 code such as KES.")]
    public string Currency { get; set; } = "USD";

    /// <summary>A message of more segments is refused.</summary>
    /// <value>1 to 255. Default: 10.</value>
    [Range(1, 255), Description("A message of more segments is refused.")]
    public int MaxSegments { get; set; } = 10;

    /// <summary>What a message costs as far as the settings tell; null where they name no price.</summary>
    internal Money? CostOf(int segments) => CostPerSms is { } cost ? new Money(cost * segments, Currency) : null;
}
