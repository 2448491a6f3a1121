using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Infora.Communication.Providers.Http;

internal static class ProviderHttpRegistration
{
    /// <summary>Adds <see cref="ProviderHttpClient"/>; needs <see cref="CommunicationEnvironment"/>. Safe to call twice.</summary>
    public static IServiceCollection AddProviderHttp(this IServiceCollection services)
    {
        if (services.Any(descriptor => descriptor.ServiceType == typeof(ProviderHttpClient)))
        {
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddSingleton(provider => new ProviderHttpClient(
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<CommunicationEnvironment>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ProviderHttpClient>>()));
        services.AddHttpClient(ProviderHttpClient.Name, Configure)
            // Its logs name whole addresses, in which account ids stand.
            .RemoveAllLoggers()
            // The connections renew themselves (PooledConnectionLifetime).
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider =>
                new ProviderConnection(provider.GetRequiredService<CommunicationEnvironment>()).CreateHandler())
            .AddProviderResilience();
        return services;
    }

    private static void Configure(HttpClient client)
    {
        // Each request's token carries the time limit.
        client.Timeout = Timeout.InfiniteTimeSpan;
        var version = typeof(ProviderHttpClient).Assembly.GetName().Version?.ToString(3);
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"Infora.Communication/{version}");
    }
}
