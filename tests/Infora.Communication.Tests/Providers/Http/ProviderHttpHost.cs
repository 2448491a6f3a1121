using System.Net;
using System.Net.Sockets;
using Infora.Communication.Email.Providers.Ses.Webhooks;
using Infora.Communication.Providers.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Infora.Communication.Tests.Providers.Http;

/// <summary>The services that plugins for HTTP vendors need, with waits that end at once and logs that can be read.</summary>
internal sealed class ProviderHttpHost : IDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="allowLoopback">Whether vendors may be on this machine.</param>
    /// <param name="snsCertificate">The file with the certificate that is trusted in place of that of SNS; the host is in Development then.</param>
    public ProviderHttpHost(bool allowLoopback = true, string? snsCertificate = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<CommunicationEnvironment>();
        services.AddOptions<CommunicationOptions>().Configure(options =>
        {
            options.AllowLoopbackProviders = allowLoopback;
            options.Sns.CertificateFile = snsCertificate;
        });
        if (snsCertificate is not null)
        {
            services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development });
        }

        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(Log)));
        services.AddProviderHttp().AddProviderHttp();
        _services = services.BuildServiceProvider();
    }

    public ImmediateTimeProvider Time { get; } = new();

    public FakeLogCollector Log { get; } = new();

    public IServiceProvider Services => _services;

    public SnsCertificates Certificates => new(Client, _services.GetRequiredService<CommunicationEnvironment>(), Time);

    public ProviderHttpClient Client => _services.GetRequiredService<ProviderHttpClient>();

    /// <summary>Everything that was logged, structured values too.</summary>
    public string LogText => string.Join('\n', Log.GetSnapshot().Select(record =>
        $"{record.Category} {record.Message} {record.Exception} {string.Join(' ', record.StructuredState ?? [])}"));

    public static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static Uri Refusing() => new($"http://127.0.0.1:{UnusedPort()}/");

    public void Dispose() => _services.Dispose();
}
