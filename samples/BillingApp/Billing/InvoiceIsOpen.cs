using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BillingApp.Billing;

/// <summary>Asked just before a reminder is sent: nobody is reminded of what was paid in the meantime.</summary>
internal sealed class InvoiceIsOpen(BillingDbContext database) : ISendCondition
{
    public const string Name = "invoice-open";

    private const string Prefix = "invoice-";

    /// <summary>What a reminder is queued under.</summary>
    public static string CorrelationKeyOf(Invoice invoice) => Prefix + invoice.Number;

    public Task<bool> HoldsAsync(StoredMessage message, CancellationToken cancellationToken)
    {
        var number = message.State.CorrelationKey?[Prefix.Length..];
        return database.Invoices.AnyAsync(invoice => invoice.Number == number && !invoice.IsPaid, cancellationToken);
    }
}
