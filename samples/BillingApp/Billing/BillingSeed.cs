using Infora.Communication;
using Microsoft.EntityFrameworkCore;

namespace BillingApp.Billing;

/// <summary>Fills the database at the first start: three plans, a new customer whose invoice is open, an old one who owes
/// nothing and three whose invoices are overdue.</summary>
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
        Plan home = new() { Name = "Home Plan", MonthlyFee = 2500 };
        Plan premium = new() { Name = "Premium Plan", MonthlyFee = 4500 };
        database.Plans.AddRange(basic, home, premium);
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
            },
            Overdue("Amina Njeri", "amina", "0712 345 680", basic, "INV-0003", days: 5),
            Overdue("Brian Otieno", "brian", "0712 345 681", home, "INV-0004", days: 12),
            Overdue("Carol Wanjiku", "carol", "0712 345 682", home, "INV-0005", days: 40));
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
    /// <summary>They were welcomed and reminded long ago, so that nothing is sent to them until a campaign is.</summary>
    private Customer Overdue(string name, string username, string phone, Plan plan, string number, int days)
    {
        var now = time.GetUtcNow();
        return new Customer
        {
            Name = name,
            Email = $"{username}@example.com",
            Phone = phone,
            Username = username,
            InitialPassword = NewPassword.Make(),
            Plan = plan,
            CreatedAt = now.AddDays(-200),
            WelcomedAt = now.AddDays(-200),
            Invoices = { new() { Number = number, Amount = plan.MonthlyFee, DueOn = environment.DayOf(now).AddDays(-days), RemindedAt = now.AddDays(-days - 3) } },
        };
    }
}
