using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BillingApp.Billing;

/// <summary>Everything in one PostgreSQL database.</summary>
internal sealed class PostgreSqlBillingDbContext(DbContextOptions<PostgreSqlBillingDbContext> options) : BillingDbContext(options);

/// <summary>Lets <c>dotnet ef</c> make migrations; no database is opened for that.</summary>
internal sealed class PostgreSqlBillingDbContextFactory : IDesignTimeDbContextFactory<PostgreSqlBillingDbContext>
{
    public PostgreSqlBillingDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlBillingDbContext>().UseNpgsql("Host=design").Options);
}
