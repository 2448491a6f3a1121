using Infora.Communication.EntityFramework;
using Infora.Communication.EntityFramework.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Npgsql;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Keeps the library's data in PostgreSQL.</summary>
public static class PostgreSqlEntityFrameworkBuilderExtensions
{
    /// <summary>More than the library has.</summary>
    private const int PreparedStatements = 200;

    /// <summary>Keeps the library's data in a PostgreSQL database.</summary>
    /// <param name="builder">The choice of the database.</param>
    /// <param name="connectionString">For example <c>Host=localhost;Database=billing;Username=billing;Password=…</c>.</param>
    /// <returns>The choice of the database.</returns>
    /// <exception cref="ArgumentException">The connection string is empty.</exception>
    public static EntityFrameworkBuilder UsePostgreSql(this EntityFrameworkBuilder builder, string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return builder.UsePostgreSql(_ => connectionString);
    }

    /// <summary>Keeps the library's data in a PostgreSQL database.</summary>
    /// <param name="builder">The choice of the database.</param>
    /// <param name="connectionString">Gives the connection string once the host's services are there.</param>
    /// <returns>The choice of the database.</returns>
    public static EntityFrameworkBuilder UsePostgreSql(
        this EntityFrameworkBuilder builder, Func<IServiceProvider, string> connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        builder.UseContext<PostgreSqlCommunicationDbContext>((services, options) =>
            options.UseNpgsql(Prepared(connectionString(services))));
        return builder;
    }

    /// <summary>Sending repeats a few long statements; parsed and planned anew each time, they cost the database more than they do.</summary>
    private static string Prepared(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize("Max Auto Prepare"))
        {
            settings.MaxAutoPrepare = PreparedStatements;
        }

        return settings.ConnectionString;
    }
}
