using Infora.Communication;
using Microsoft.EntityFrameworkCore;

namespace BillingApp.Billing;

/// <summary>Fills the database at the first start: three plans, a new customer who owes money and an old one who does not.</summary>
internal sealed class BillingSeed(BillingDbContext database, CommunicationEnvironment environment, TimeProvider time)
{
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (await database.Plans.AnyAsync(cancellationToken))
        {
            return;
        }

        var now = time.GetUtcNow();
        Plan basic = new() { Name = "Basic Plan", MonthlyFee = 1500 };
        Plan premium = new() { Name = "Premium Plan", MonthlyFee = 4500 };
        database.Plans.AddRange(basic, new() { Name = "Home Plan", MonthlyFee = 2500 }, premium);
        database.Customers.AddRange(
            new Customer
            {
                Name = "John Doe",
                Email = "customer@example.com",
                Phone = "0712 345 678",
                Username = "johndoe",
                InitialPassword = NewPassword.Make(),
                Plan = premium,
                CreatedAt = now,
                Invoices = { new() { Number = "INV-0002", Amount = premium.MonthlyFee, DueOn = environment.DayOf(now).AddDays(7) } },
            },
            new Customer
            {
                Name = "Jane Doe",
                Email = "jane@example.com",
                Phone = "0712 345 679",
                Username = "janedoe",
                InitialPassword = NewPassword.Make(),
                Plan = basic,
                CreatedAt = now.AddDays(-90),
                WelcomedAt = now.AddDays(-90),
                Invoices = { new() { Number = "INV-0001", Amount = basic.MonthlyFee, DueOn = environment.DayOf(now).AddDays(-60), IsPaid = true } },
            });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two processes started together, and the other one was quicker; anything else goes on as the fault that it is.
            database.ChangeTracker.Clear();
            if (!await database.Plans.AnyAsync(cancellationToken))
            {
                throw;
            }
        }
    }
}
