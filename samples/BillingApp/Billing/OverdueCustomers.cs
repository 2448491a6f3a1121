using System.Runtime.CompilerServices;
using Infora.Communication;
using Infora.Communication.Campaigns;
using Infora.Communication.Templates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BillingApp.Billing;

/// <summary>All customers with an overdue invoice, straight out of the billing tables: they are never in memory together.</summary>
internal sealed class OverdueCustomers(
    BillingDbContext database, CommunicationEnvironment environment, IOptions<BillingOptions> options, TimeProvider time) : ICampaignAudience
{
    public const string Name = "overdue-customers";

    public async IAsyncEnumerable<CampaignRecipient> ReadAsync(
        CampaignAudienceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var today = environment.DayOf(time.GetUtcNow());

        // A customer with several comes with the oldest first: of what comes twice, a campaign takes the first.
        var overdue =
            from customer in database.Customers
            from invoice in customer.Invoices
            where !invoice.IsPaid && invoice.DueOn < today
            orderby customer.Id, invoice.DueOn
            select new { customer.Name, customer.Email, customer.Phone, invoice.Number, invoice.Amount, invoice.DueOn };
        await foreach (var one in overdue.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return new CampaignRecipient(
                request.Channel is MessageChannel.Email ? one.Email : one.Phone,
                TemplateVariables.From(new
                {
                    customer_name = one.Name,
                    invoice_number = one.Number,
                    amount = MessageText.InShillings(one.Amount),
                    due_date = MessageText.OnWire(one.DueOn),
                    mpesa_number = options.Value.MpesaNumber,
                }));
        }
    }
}
