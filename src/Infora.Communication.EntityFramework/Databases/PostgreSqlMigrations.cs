using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Infora.Communication.EntityFramework.Databases;

/// <summary>
/// Applies migrations on PostgreSQL under a lock that lasts from the first to the last. The one that Entity Framework takes
/// ends with the transaction of each: between two of them a second process would begin and apply what the first is about to.
/// </summary>
internal static class PostgreSqlMigrations
{
    /// <summary>Ours alone among the locks that applications of the database agree on.</summary>
    private const long Lock = 0x496E666F7261436D;

    public static async Task ApplyAsync(DbContext context, CancellationToken cancellationToken)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            await creator.CreateAsync(cancellationToken).ConfigureAwait(false);
        }

        // Open until the end: the lock belongs to the connection.
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await CallAsync(context, "pg_advisory_lock", cancellationToken).ConfigureAwait(false);
            await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // A connection that broke has lost the lock by itself.
            if (context.Database.GetDbConnection().State is ConnectionState.Open)
            {
                await CallAsync(context, "pg_advisory_unlock", CancellationToken.None).ConfigureAwait(false);
            }

            await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private static async Task CallAsync(DbContext context, string function, CancellationToken cancellationToken)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        await using (command.ConfigureAwait(false))
        {
#pragma warning disable CA2100 // One of two names above.
            command.CommandText = $"SELECT {function}({Lock})";
#pragma warning restore CA2100

            // The migrations of another process may take their time.
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
