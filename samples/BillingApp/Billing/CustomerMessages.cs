using Infora.Communication;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Sms;
using Microsoft.Extensions.Options;

namespace BillingApp.Billing;

/// <summary>
/// What the application writes to its customers. The words are in the templates, which can be changed while it runs. Whoever
/// calls this stores it, by saving the context.
/// </summary>
internal sealed class CustomerMessages(
    IMessageOutbox outbox, CommunicationEnvironment environment, IOptions<BillingOptions> options, TimeProvider time)
{
    /// <summary>Queues the mail with the account's details. The key makes it one mail, however often this is called.</summary>
    public Task<EnqueueResult> WelcomeAsync(Customer customer, CancellationToken cancellationToken) => outbox.EnqueueAsync(
        EmailMessage.FromTemplate("Welcome Email", new EmailAddress(customer.Email, customer.Name), new
        {
            customer_name = customer.Name,
            username = customer.Username,
            password = customer.InitialPassword,
            plan_name = customer.Plan.Name,
            monthly_fee = MessageText.InShillings(customer.Plan.MonthlyFee),
        }),
        new EnqueueOptions { IdempotencyKey = $"welcome-{customer.Username}-{customer.CreatedAt.ToUnixTimeMilliseconds()}" },
        cancellationToken);

    /// <summary>Queues a text message about an open invoice: one a day for each, however often this is called.</summary>
    public Task<EnqueueResult> RemindAsync(Customer customer, Invoice invoice, CancellationToken cancellationToken) =>
        RemindAsync(customer, invoice, environment.DayOf(time.GetUtcNow()), sendAt: null, cancellationToken);

    /// <summary>Queues a text message that goes out in the morning, three days before an invoice is due.</summary>
    public Task<EnqueueResult> RemindBeforeDueAsync(Customer customer, Invoice invoice, CancellationToken cancellationToken)
    {
        var day = invoice.DueOn.AddDays(-3);
        return RemindAsync(customer, invoice, day, environment.StartOf(day).AddHours(9), cancellationToken);
    }

    /// <summary>Queues a text message that the money is here.</summary>
    public Task<EnqueueResult> ConfirmAsync(
        Customer customer, Invoice invoice, string transactionId, CancellationToken cancellationToken) => outbox.EnqueueAsync(
        SmsMessage.FromTemplate("Payment Confirmation", customer.Phone, new
        {
            customer_name = customer.Name,
            amount = MessageText.InShillings(invoice.Amount),
            transaction_id = transactionId,
            expiry_date = MessageText.OnWire(invoice.DueOn.AddMonths(1)),
        }),
        new EnqueueOptions { IdempotencyKey = $"paid-{invoice.Number}", Priority = MessagePriority.High },
        cancellationToken);

    /// <summary>It is taken back under its correlation key when the invoice is paid, and does not go where that is noticed too late.</summary>
    private Task<EnqueueResult> RemindAsync(
        Customer customer, Invoice invoice, DateOnly day, DateTimeOffset? sendAt, CancellationToken cancellationToken) => outbox.EnqueueAsync(
        SmsMessage.FromTemplate("Payment Reminder", customer.Phone, new
        {
            customer_name = customer.Name,
            amount = MessageText.InShillings(invoice.Amount),
            due_date = MessageText.OnWire(invoice.DueOn),
            mpesa_number = options.Value.MpesaNumber,
        }),
        new EnqueueOptions
        {
            SendAt = sendAt,
            IdempotencyKey = $"reminder-{invoice.Number}-{MessageText.OnWire(day)}",
            CorrelationKey = InvoiceIsOpen.CorrelationKeyOf(invoice),
            Condition = InvoiceIsOpen.Name,
        },
        cancellationToken);
}
