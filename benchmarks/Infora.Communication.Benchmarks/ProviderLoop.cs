using Infora.Communication.Email;
using Infora.Communication.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Benchmarks;

/// <summary>The same mail through the smtp plugin, offered by as many callers as it has connections.</summary>
internal sealed class ProviderLoop : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IEmailProvider _provider;
    private readonly int _connections;

    public ProviderLoop(int port, int connections)
    {
        _connections = connections;
        var services = new ServiceCollection();
        services.AddInforaCommunication(options => options.AllowLoopbackProviders = true).AddSmtp("Sink", options =>
        {
            options.Host = "127.0.0.1";
            options.Port = port;
            options.UseTls = false;
            options.SenderEmail = BenchmarkMail.Sender;
            options.MaxConnections = connections;
        });
        _services = services.BuildServiceProvider();
        var channel = _services.GetRequiredService<ProviderCatalogue>().GetChannelAsync(MessageChannel.Email, CancellationToken.None);
        _provider = channel.GetAwaiter().GetResult().Active[0].Email!;
    }

    public async Task SendAsync(int messages)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, _connections).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) <= messages)
            {
                var result = await _provider.SendAsync(Compose(), CancellationToken.None);
                if (result.Status is not SendStatus.Sent)
                {
                    throw new InvalidOperationException(result.Error!.Message);
                }
            }
        }));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static OutgoingEmail Compose() => new()
    {
        Id = Guid.CreateVersion7(),
        From = new EmailAddress(BenchmarkMail.Sender, "Infora WiFi"),
        To = new EmailAddress(BenchmarkMail.Recipient, BenchmarkMail.RecipientName),
        Subject = BenchmarkMail.Subject,
        HtmlBody = BenchmarkMail.Html,
        TextBody = BenchmarkMail.Text,
    };
}
