using Infora.Communication;
using Infora.Communication.Outbox;
using Infora.Communication.Sms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BillingApp.Billing;

/// <summary>Makes a customer of somebody who subscribes: the customer is stored together with the welcome mail, or neither.</summary>
internal sealed class Registration(
    BillingDbContext database, CustomerMessages messages, IOptions<CommunicationOptions> communication, TimeProvider time)
{
    public async Task<(Customer? Customer, EnqueueResult? Welcome, Dictionary<string, string[]> Errors)> RegisterAsync(
        NewCustomer wanted, CancellationToken cancellationToken)
    {
        var plan = await database.Plans.FindAsync([wanted.PlanId], cancellationToken);
        var errors = Check(wanted, plan);
        if (plan is null || errors.Count > 0)
        {
            return (null, null, errors);
        }

        var customer = new Customer
        {
            Name = wanted.Name.Trim(),
            Email = wanted.Email,
            Phone = wanted.Phone,
            Username = await FreeUsernameAsync(wanted.Name, cancellationToken),
            InitialPassword = NewPassword.Make(),
            Plan = plan,
            CreatedAt = time.GetUtcNow(),
            WelcomedAt = time.GetUtcNow(),
        };
        database.Customers.Add(customer);
        var welcome = await messages.WelcomeAsync(customer, cancellationToken);
        if (welcome.Outcome is EnqueueOutcome.Invalid)
        {
            return (null, null, welcome.Errors.ToProblemErrors());
        }

        // The customer and the mail, in one transaction.
        await database.SaveChangesAsync(cancellationToken);
        return (customer, welcome, []);
    }

    private Dictionary<string, string[]> Check(NewCustomer wanted, Plan? plan)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(wanted.Name) || wanted.Name.Length > 100)
        {
            errors["name"] = ["must have 1 to 100 characters"];
        }

        if (!PhoneNumber.TryParse(wanted.Phone, communication.Value.DefaultRegion, out _, out var wrong))
        {
            errors["phone"] = [wrong];
        }

        if (plan is null)
        {
            errors["plan_id"] = ["there is no such plan"];
        }

        return errors;
    }

    private async Task<string> FreeUsernameAsync(string name, CancellationToken cancellationToken)
    {
        var letters = new string([.. name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant).Take(20)]);
        var stem = letters.Length > 0 ? letters : "customer";
        var taken = await database.Customers.Where(customer => customer.Username.StartsWith(stem))
            .Select(customer => customer.Username).ToHashSetAsync(cancellationToken);
        return Enumerable.Range(1, taken.Count + 1).Select(i => i is 1 ? stem : $"{stem}{i}").First(username => !taken.Contains(username));
    }
}
