using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BillingApp.Billing;

/// <summary>Queues what customers have not been sent yet: after the first start the seeded customer's messages, later nothing twice.</summary>
internal sealed partial class OutstandingMessages(
    BillingDbContext database, CustomerMessages messages, TimeProvider time, ILogger<OutstandingMessages> logger)
{
    public async Task QueueAsync(CancellationToken cancellationToken)
    {
        var customers = await database.Customers.Include(customer => customer.Plan).Include(customer => customer.Invoices)
            .Where(customer => customer.WelcomedAt == null || customer.Invoices.Any(invoice => !invoice.IsPaid && invoice.RemindedAt == null))
            .OrderBy(customer => customer.Id)
            .ToListAsync(cancellationToken);
        foreach (var customer in customers)
        {
            if (customer.WelcomedAt is null && IsQueued(await messages.WelcomeAsync(customer, cancellationToken), customer))
            {
                customer.WelcomedAt = time.GetUtcNow();
            }

            if (customer.OpenInvoice is { RemindedAt: null } invoice && IsQueued(await messages.RemindAsync(customer, invoice, cancellationToken), customer))
            {
                invoice.RemindedAt = time.GetUtcNow();
            }

            await database.SaveChangesAsync(cancellationToken);
        }
    }

    private bool IsQueued(EnqueueResult result, Customer customer)
    {
        if (result.Outcome is EnqueueOutcome.Invalid)
        {
            LogRefused(logger, customer.Id, string.Join(" ", result.Errors.Select(error => $"{error.Field}: {error.Message}.")));
            return false;
        }

        // A key that is known already: it was queued today on request.
        return true;
    }

    [LoggerMessage(1, LogLevel.Error, "A message to customer {CustomerId} was refused. {Errors}")]
    private static partial void LogRefused(ILogger logger, int customerId, string errors);
}
