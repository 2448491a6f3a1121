using BillingApp.Billing;
using Infora.Communication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BillingApp.Hosting;

/// <summary>Where customers, invoices, messages, providers and templates are kept: an SQLite file, or PostgreSQL.</summary>
internal static class BillingDatabase
{
    private const string Setting = "Communication:Database";
    private const string ConnectionName = "Communication";
    private const string DefaultSqlite = "Data Source=billingapp.db";

    public static void UseDatabase(this WebApplicationBuilder builder, CommunicationBuilder communication)
    {
        var connection = builder.Configuration.GetConnectionString(ConnectionName);
        if (IsPostgreSql(builder.Configuration))
        {
            var given = connection is { Length: > 0 } ? connection : throw new SettingException(
                $"{Setting} is postgres, so ConnectionStrings:{ConnectionName} has to say which: set ConnectionStrings__{ConnectionName} "
                + "to something like 'Host=localhost;Database=billing;Username=billing;Password=...'.");
            Use<PostgreSqlBillingDbContext>(communication, options => options.UseNpgsql(Prepared(given)));
        }
        else
        {
            Use<SqliteBillingDbContext>(communication, options => options.UseSqlite(SqliteConnection(builder.Configuration)));
        }
    }

    /// <summary>The folder of the database file; where there is none, the one that the application was started in.</summary>
    public static string FolderOf(IConfiguration configuration)
    {
        var file = IsPostgreSql(configuration) ? "" : new SqliteConnectionStringBuilder(SqliteConnection(configuration)).DataSource;
        var isFile = file.Length > 0 && file[0] is not ':' && !file.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        return (isFile ? Path.GetDirectoryName(Path.GetFullPath(file)) : null) ?? Directory.GetCurrentDirectory();
    }

    private static void Use<TContext>(CommunicationBuilder communication, Action<DbContextOptionsBuilder> choose)
        where TContext : BillingDbContext
    {
        var services = communication.Services;
        services.AddDbContextPool<TContext>(choose);
        services.AddScoped<BillingDbContext>(provider => provider.GetRequiredService<TContext>());
        services.AddHealthChecks().AddDbContextCheck<TContext>("database");
        communication.UseEntityFramework<TContext>();

        // The name is part of every key: with another one, stored secrets could not be read any more.
        services.AddDataProtection().SetApplicationName("Infora.Communication").PersistKeysToDbContext<TContext>();
    }

    /// <summary>Sending repeats a few long statements, which PostgreSQL then need not parse and plan each time.</summary>
    private static string Prepared(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (!settings.ShouldSerialize("Max Auto Prepare"))
        {
            settings.MaxAutoPrepare = 200;
        }

        return settings.ConnectionString;
    }

    private static string SqliteConnection(IConfiguration configuration) =>
        configuration.GetConnectionString(ConnectionName) is { Length: > 0 } connection ? connection : DefaultSqlite;

    private static bool IsPostgreSql(IConfiguration configuration) => configuration[Setting] switch
    {
        null or "" or "sqlite" => false,
        "postgres" => true,
        var other => throw new SettingException($"{Setting} is '{other}'; set it to sqlite or postgres."),
    };
}
