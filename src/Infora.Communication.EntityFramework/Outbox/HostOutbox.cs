using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>Registers the outbox that belongs to a scope and stores with the host's own context.</summary>
internal static class HostOutbox
{
    public static void Use<TContext>(IServiceCollection services)
        where TContext : DbContext
    {
        services.TryAddSingleton(provider => new HostCommits(provider.GetRequiredService<IDispatchTrigger>));
        services.Replace(ServiceDescriptor.Scoped(Create));
        services.ConfigureDbContext<TContext>((provider, options) => options.AddInterceptors(provider.GetRequiredService<HostCommits>()));
    }

    /// <summary>For a host that chooses a database of the library's own after all.</summary>
    public static void Leave(IServiceCollection services)
    {
        if (services.Any(descriptor => descriptor.ServiceType == typeof(HostCommits)))
        {
            services.Replace(ServiceDescriptor.Singleton(provider => provider.GetRequiredKeyedService<IMessageOutbox>(OutboxKeys.Immediate)));
        }
    }

    private static IMessageOutbox Create(IServiceProvider provider) => provider.GetRequiredService<MessageOutboxFactory>()
        .CreateFor(provider.GetRequiredService<CommunicationContextType>().Resolve(provider));
}
