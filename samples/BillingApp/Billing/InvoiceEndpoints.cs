using Infora.Communication.Outbox;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BillingApp.Billing;

/// <summary>Invoices and their payments.</summary>
internal static class InvoiceEndpoints
{
    public static void Map(RouteGroupBuilder billing)
    {
        billing.MapPost("/customers/{id:int}/invoices", BookAsync)
            .WithSummary("Books an invoice, whose reminder goes out three days before it is due.");
        billing.MapPost("/invoices/{number}/payment", PayAsync)
            .WithSummary("Books the payment of an invoice: the reminder is cancelled, the confirmation goes out.");
    }

    private static async Task<Results<Created<QueuedMessage>, ValidationProblem, ProblemHttpResult>> BookAsync(
        int id, NewInvoice body, BillingDbContext database, Invoicing invoicing, CancellationToken cancellationToken)
    {
        if (Check(body) is { Count: > 0 } errors)
        {
            return TypedResults.ValidationProblem(errors);
        }

        if (await database.WithDetails().FirstOrDefaultAsync(customer => customer.Id == id, cancellationToken) is not { } customer)
        {
            return TypedResults.Problem($"There is no customer {id}.", statusCode: StatusCodes.Status404NotFound);
        }

        if (await database.Invoices.AnyAsync(invoice => invoice.Number == body.Number, cancellationToken))
        {
            return TypedResults.Problem($"There is an invoice {body.Number} already.", statusCode: StatusCodes.Status409Conflict);
        }

        var booked = new Invoice { Number = body.Number, Amount = body.Amount, DueOn = body.DueOn };
        var reminder = await invoicing.BookAsync(customer, booked, cancellationToken);
        return reminder.Outcome switch
        {
            EnqueueOutcome.Queued => TypedResults.Created((string?)null, QueuedMessage.Of(customer, reminder)),
            EnqueueOutcome.Invalid => TypedResults.ValidationProblem(reminder.Errors.ToProblemErrors()),
            _ => TypedResults.Problem($"There was an invoice {body.Number} before.", statusCode: StatusCodes.Status409Conflict),
        };
    }

    private static async Task<Results<Ok<QueuedMessage>, ValidationProblem, ProblemHttpResult>> PayAsync(
        string number, Payment body, BillingDbContext database, Invoicing invoicing, CancellationToken cancellationToken)
    {
        var customer = await database.WithDetails()
            .FirstOrDefaultAsync(candidate => candidate.Invoices.Any(invoice => invoice.Number == number), cancellationToken);
        if (customer?.Invoices.Find(invoice => invoice.Number == number) is not { } paid)
        {
            return TypedResults.Problem($"There is no invoice {number}.", statusCode: StatusCodes.Status404NotFound);
        }

        if (paid.IsPaid)
        {
            return TypedResults.Problem("The invoice is paid already.", statusCode: StatusCodes.Status409Conflict);
        }

        var confirmation = await invoicing.PayAsync(customer, paid, body.TransactionId, cancellationToken);
        return confirmation.Outcome switch
        {
            EnqueueOutcome.Queued => TypedResults.Ok(QueuedMessage.Of(customer, confirmation)),
            EnqueueOutcome.Invalid => TypedResults.ValidationProblem(confirmation.Errors.ToProblemErrors()),
            _ => TypedResults.Problem("The payment was confirmed before.", statusCode: StatusCodes.Status409Conflict),
        };
    }

    private static Dictionary<string, string[]> Check(NewInvoice wanted)
    {
        var errors = new Dictionary<string, string[]>();
        if (wanted.Number is not { Length: >= 1 and <= 30 } || !wanted.Number.All(character => char.IsAsciiLetterOrDigit(character) || character is '-'))
        {
            errors["number"] = ["must have 1 to 30 letters, digits and hyphens"];
        }

        if (wanted.Amount <= 0)
        {
            errors["amount"] = ["must be above zero"];
        }

        return errors;
    }
}
