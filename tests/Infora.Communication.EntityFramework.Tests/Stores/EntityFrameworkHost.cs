using Infora.Communication.Alerts;
using Infora.Communication.Campaigns;
using Infora.Communication.EntityFramework.Tests.Databases;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Reports;
using Infora.Communication.Statistics;
using Infora.Communication.Suppressions;
using Infora.Communication.Templates;
using Infora.Communication.TestSupport.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Infora.Communication.EntityFramework.Tests.Stores;

/// <summary>The services of a host with its stores, and the database under them where it is the host's alone.</summary>
internal sealed class EntityFrameworkHost(ServiceProvider services, TestDatabase? database) : IAsyncDisposable
{
    public IServiceProvider Services => services;

    public static ServiceCollection NewServices(TimeProvider time)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time);
        return services;
    }

    /// <summary>A host that keeps its Data Protection keys in the database, migrated.</summary>
    public static async Task<EntityFrameworkHost> StartAsync(TestDatabase database, TimeProvider time, bool ownsDatabase = false)
    {
        var services = NewServices(time);
        services.AddInforaCommunication().UseEntityFramework(ef => database.Choose(ef).PersistDataProtectionKeys());
        var host = new EntityFrameworkHost(services.BuildServiceProvider(), ownsDatabase ? database : null);
        await host.Services.MigrateInforaCommunicationAsync();
        return host;
    }

    /// <summary>Stores on an empty database of a kind.</summary>
    public static async Task<StoreSet> OpenStoresAsync(string kind, TimeProvider time) =>
        (await StartAsync(await TestDatabase.CreateAsync(kind), time, ownsDatabase: true)).Stores();

    public StoreSet Stores() => new(this)
    {
        Messages = services.GetRequiredService<IMessageStore>(),
        Outbox = services.GetRequiredService<IOutboxStore>(),
        Counts = services.GetRequiredService<IMessageCounts>(),
        Sending = services.GetRequiredService<ISendingStateStore>(),
        Alerts = services.GetRequiredService<IAlertStore>(),
        Providers = services.GetRequiredService<IProviderStore>(),
        Templates = services.GetRequiredService<ITemplateStore>(),
        Campaigns = services.GetRequiredService<ICampaignStore>(),
        Suppressions = services.GetRequiredService<ISuppressionStore>(),
        Reports = services.GetRequiredService<IReportStore>(),
    };

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        database?.Dispose();
    }
}
