using Infora.Communication;
using Infora.Communication.Alerts;
using Infora.Communication.Campaigns;
using Infora.Communication.EntityFramework;
using Infora.Communication.EntityFramework.Alerts;
using Infora.Communication.EntityFramework.Campaigns;
using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.Outbox;
using Infora.Communication.EntityFramework.Providers;
using Infora.Communication.EntityFramework.Reports;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.EntityFramework.Suppressions;
using Infora.Communication.EntityFramework.Templates;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Reports;
using Infora.Communication.Statistics;
using Infora.Communication.Suppressions;
using Infora.Communication.Templates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Keeps the library's data in a database.</summary>
public static class CommunicationEntityFrameworkExtensions
{
    /// <summary>Keeps providers, templates, messages and campaigns in a database of the library's own tables.</summary>
    /// <param name="builder">The library's registration.</param>
    /// <param name="configure">Chooses the database, for example <c>ef =&gt; ef.UseSqlite("Data Source=communication.db")</c>.</param>
    /// <returns>The registration.</returns>
    /// <exception cref="InvalidOperationException">No database was chosen, or two.</exception>
    public static CommunicationBuilder UseEntityFramework(
        this CommunicationBuilder builder, Action<EntityFrameworkBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var entityFramework = new EntityFrameworkBuilder(builder.Services);
        configure(entityFramework);
        var contextType = entityFramework.ContextType ?? throw new InvalidOperationException(
            "UseEntityFramework needs a database: call UseSqlite(…) of the package Infora.Communication.EntityFramework.Sqlite, "
            + "or UsePostgreSql(…) of Infora.Communication.EntityFramework.PostgreSql.");
        entityFramework.Apply(AddStores(builder.Services, contextType));
        HostOutbox.Leave(builder.Services);
        return builder;
    }

    /// <summary>
    /// Keeps the library's data in the host's own context, which is registered with <c>AddDbContext</c> or
    /// <c>AddDbContextFactory</c>, is on PostgreSQL or SQLite, and calls
    /// <see cref="CommunicationModelBuilderExtensions.UseInforaCommunication"/> in its <c>OnModelCreating</c>.
    /// <see cref="IMessageOutbox"/> then belongs to a scope, and what it accepts is stored by that scope's context: by its next
    /// <c>SaveChanges</c>, in its transaction, with everything else that was changed or not at all. All other operations
    /// take a context of their own: what the host has not saved yet is never saved by the library.
    /// </summary>
    /// <remarks>
    /// Where two scopes queue under one new idempotency key at once, the <c>SaveChanges</c> of the second throws a
    /// <see cref="DbUpdateException"/>, as with any unique value; repeated, its message is
    /// <see cref="EnqueueOutcome.Replayed"/>. The outbox with the key <see cref="OutboxKeys.Immediate"/> stores before its call
    /// returns, whatever transaction the host is in.
    /// </remarks>
    /// <typeparam name="TContext">The host's context.</typeparam>
    /// <param name="builder">The library's registration.</param>
    /// <returns>The registration.</returns>
    public static CommunicationBuilder UseEntityFramework<TContext>(this CommunicationBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddStores(builder.Services, typeof(TContext));
        HostOutbox.Use<TContext>(builder.Services);
        return builder;
    }

    private static IDataProtectionBuilder AddStores(IServiceCollection services, Type contextType)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.Replace(ServiceDescriptor.Singleton(new CommunicationContextType(contextType)));
        services.TryAddSingleton<CommunicationDatabase>();
        services.TryAddSingleton<ProviderSecrets>();
        ReplaceStore<IMessageStore, EntityFrameworkMessageStore>(services);
        ReplaceStore<IOutboxStore, EntityFrameworkOutboxStore>(services);
        ReplaceStore<IMessageCounts, EntityFrameworkMessageCounts>(services);
        ReplaceStore<ISendingStateStore, EntityFrameworkSendingStateStore>(services);
        ReplaceStore<IAlertStore, EntityFrameworkAlertStore>(services);
        ReplaceStore<IProviderStore, EntityFrameworkProviderStore>(services);
        ReplaceStore<ITemplateStore, EntityFrameworkTemplateStore>(services);
        ReplaceStore<ICampaignStore, EntityFrameworkCampaignStore>(services);
        ReplaceStore<ISuppressionStore, EntityFrameworkSuppressionStore>(services);
        ReplaceStore<IReportStore, EntityFrameworkReportStore>(services);
        services.AddLogging();
        return services.AddDataProtection();
    }

    private static void ReplaceStore<TStore, TImplementation>(IServiceCollection services)
        where TStore : class
        where TImplementation : class, TStore
    {
        services.RemoveAll<TStore>();
        services.AddSingleton<TStore, TImplementation>();
    }
}
