using System.ComponentModel.DataAnnotations;

namespace Infora.Communication.Sms.Budgets;

/// <summary>What the messages of a channel may cost in a calendar month.</summary>
public sealed class BudgetOptions
{
    /// <summary>The amount.</summary>
    /// <value>From 0; null for no budget.</value>
    [Range(0d, 1_000_000_000d)]
    public decimal? Amount { get; set; }

    /// <summary>Its currency. What was charged in another one does not count: two currencies are never added.</summary>
    /// <value>ISO 4217, upper case. Default: USD.</value>
    [RegularExpression("^[A-Z]{3}$")]
    public string Currency { get; set; } = "USD";

    /// <summary>Whether nothing more is sent once it is used up, through any provider that charges in the currency.</summary>
    public bool Stop { get; set; }
}
