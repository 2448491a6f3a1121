using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BillingApp.Billing;

/// <summary>
/// Books invoices and payments. What is written to the customer about them is stored by the same <c>SaveChanges</c>: there is
/// no invoice without its reminder, and no reminder of what is paid.
/// </summary>
internal sealed class Invoicing(BillingDbContext database, CustomerMessages messages, IMessageOutbox outbox)
{
    public async Task<EnqueueResult> BookAsync(Customer customer, Invoice invoice, CancellationToken cancellationToken)
    {
        customer.Invoices.Add(invoice);
        var reminder = await messages.RemindBeforeDueAsync(customer, invoice, cancellationToken);
        if (reminder.Outcome is EnqueueOutcome.Queued)
        {
            await database.SaveChangesAsync(cancellationToken);
        }

        return reminder;
    }

    public async Task<EnqueueResult> PayAsync(Customer customer, Invoice invoice, string transactionId, CancellationToken cancellationToken)
    {
        invoice.IsPaid = true;
        await outbox.CancelAsync(InvoiceIsOpen.CorrelationKeyOf(invoice), cancellationToken);
        var confirmation = await messages.ConfirmAsync(customer, invoice, transactionId, cancellationToken);
        if (confirmation.Outcome is EnqueueOutcome.Queued)
        {
            await database.SaveChangesAsync(cancellationToken);
        }

        return confirmation;
    }
}
