using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BillingApp.Billing;

/// <summary>Everything in one SQLite file. Each database has its own migrations, and so its own context.</summary>
internal sealed class SqliteBillingDbContext(DbContextOptions<SqliteBillingDbContext> options) : BillingDbContext(options);

/// <summary>Lets <c>dotnet ef</c> make migrations; no database is opened for that.</summary>
internal sealed class SqliteBillingDbContextFactory : IDesignTimeDbContextFactory<SqliteBillingDbContext>
{
    public SqliteBillingDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteBillingDbContext>().UseSqlite("Data Source=design.db").Options);
}
