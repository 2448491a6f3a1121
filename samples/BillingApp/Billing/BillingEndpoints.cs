using Infora.Communication.Outbox;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BillingApp.Billing;

/// <summary>The application's own API: what happens in billing sends messages.</summary>
internal static class BillingEndpoints
{
    public static void MapBilling(this IEndpointRouteBuilder endpoints)
    {
        var billing = endpoints.MapGroup("/billing").RequireAuthorization().WithTags("Billing");
        billing.MapGet("/customers", ListAsync).WithSummary("Lists the customers.");
        billing.MapPost("/customers", AddAsync).WithSummary("Adds a customer and sends the welcome mail.");
        billing.MapPost("/customers/{id:int}/remind", RemindAsync).WithSummary("Reminds a customer of the open invoice, once a day.");
        InvoiceEndpoints.Map(billing);
    }

    /// <summary>Customers with what their messages tell.</summary>
    public static IQueryable<Customer> WithDetails(this BillingDbContext database) =>
        database.Customers.Include(customer => customer.Plan).Include(customer => customer.Invoices);

    private static async Task<Ok<List<CustomerView>>> ListAsync(BillingDbContext database, CancellationToken cancellationToken)
    {
        var customers = await database.WithDetails().OrderBy(customer => customer.Id).Take(500).ToListAsync(cancellationToken);
        return TypedResults.Ok(customers.ConvertAll(CustomerView.Of));
    }

    private static async Task<Results<Created<QueuedMessage>, ValidationProblem>> AddAsync(
        NewCustomer body, Registration registration, CancellationToken cancellationToken)
    {
        var (customer, welcome, errors) = await registration.RegisterAsync(body, cancellationToken);
        return customer is null || welcome is null
            ? TypedResults.ValidationProblem(errors)
            : TypedResults.Created($"/billing/customers/{customer.Id}", QueuedMessage.Of(customer, welcome));
    }

    private static async Task<Results<Accepted<QueuedMessage>, ValidationProblem, ProblemHttpResult>> RemindAsync(
        int id, BillingDbContext database, CustomerMessages messages, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await database.WithDetails().FirstOrDefaultAsync(customer => customer.Id == id, cancellationToken) is not { } customer)
        {
            return TypedResults.Problem($"There is no customer {id}.", statusCode: StatusCodes.Status404NotFound);
        }

        if (customer.OpenInvoice is not { } invoice)
        {
            return TypedResults.Problem("The customer has no open invoice.", statusCode: StatusCodes.Status409Conflict);
        }

        var reminder = await messages.RemindAsync(customer, invoice, cancellationToken);
        if (reminder.Outcome is EnqueueOutcome.Invalid)
        {
            return TypedResults.ValidationProblem(reminder.Errors.ToProblemErrors());
        }

        if (reminder.Outcome is EnqueueOutcome.KeyReused)
        {
            return TypedResults.Problem("Today's reminder has gone out already, with other content.", statusCode: StatusCodes.Status409Conflict);
        }

        // The message and our note of it are stored together, or neither.
        invoice.RemindedAt = time.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        var queued = QueuedMessage.Of(customer, reminder);
        return TypedResults.Accepted(queued.StatusUrl, queued);
    }
}
