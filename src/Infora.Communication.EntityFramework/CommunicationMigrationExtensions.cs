using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#pragma warning disable IDE0130 // Beside the registration.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Brings the database up to date.</summary>
public static class CommunicationMigrationExtensions
{
    /// <summary>
    /// Creates the database where it is missing and applies the migrations that it lacks; of the host's own context,
    /// those are the host's. Processes that start at the same time take turns.
    /// </summary>
    /// <param name="services">The host's services, for example <c>app.Services</c>.</param>
    /// <param name="cancellationToken">Stops between migrations.</param>
    /// <exception cref="InvalidOperationException">
    /// <c>UseEntityFramework</c> was not called, or the host's context or its migrations lack the library's tables.
    /// </exception>
    public static async Task MigrateInforaCommunicationAsync(
        this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(services);
        var contextType = services.GetService<CommunicationContextType>() ?? throw new InvalidOperationException(
            "There is no database to migrate: call UseEntityFramework(…) after AddInforaCommunication().");
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var context = contextType.Resolve(scope.ServiceProvider);
            ThrowIfTablesAreMissing(context);
            await DatabaseDialect.Of(context).MigrateAsync(context, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void ThrowIfTablesAreMissing(DbContext context)
    {
        if (context.Model.FindEntityType(typeof(MessageEntity)) is null)
        {
            throw DatabaseDialect.MissingModel(context);
        }

        var migrated = context.GetService<IMigrationsAssembly>().ModelSnapshot?.Model;
        if (migrated?.FindEntityType(typeof(MessageEntity).FullName!) is null)
        {
            var name = context.GetType().Name;
            throw new InvalidOperationException(
                $"The migrations of {name} lack the tables of Infora.Communication: run "
                + $"'dotnet ef migrations add Communication --context {name}', or create the database without migrations "
                + "and do not call MigrateInforaCommunicationAsync.");
        }
    }
}
