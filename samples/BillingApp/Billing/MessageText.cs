using System.Globalization;

namespace BillingApp.Billing;

/// <summary>How values are written in messages.</summary>
internal static class MessageText
{
    public static string OnWire(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string InShillings(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"KES {amount:#,##0.00}");
}
