using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace BillingApp.Billing;

/// <summary>The application's own data and, beside it, the library's: a payment and the message about it are committed together.</summary>
internal abstract class BillingDbContext(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<Plan> Plans => Set<Plan>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Invoice> Invoices => Set<Invoice>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseInforaCommunication();
        modelBuilder.Entity<Customer>().HasIndex(customer => customer.Username).IsUnique();
        modelBuilder.Entity<Customer>().Ignore(customer => customer.OpenInvoice);
        modelBuilder.Entity<Invoice>().HasIndex(invoice => invoice.Number).IsUnique();
    }
}
