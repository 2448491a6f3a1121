using Infora.Communication.Email;
using Infora.Communication.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Benchmarks.Outbox;

/// <summary>The providers that the benchmarks of the outbox send through.</summary>
internal static class BenchmarkProviders
{
    public static void Sink(CommunicationBuilder builder, int port, int connections) => builder.AddSmtp("Sink", smtp =>
    {
        smtp.Host = "127.0.0.1";
        smtp.Port = port;
        smtp.UseTls = false;
        smtp.SenderEmail = BenchmarkMail.Sender;
        smtp.MaxConnections = connections;
    });

    /// <summary>A provider that takes everything at once, so that what is measured is the library and its database.</summary>
    public static void Nothing(CommunicationBuilder builder) => builder
        .AddEmailProviderType(new EmailProviderType<NothingOptions>("nothing", "Nothing", _ => new NothingProvider()))
        .AddEmailProvider<NothingOptions>("nothing", "Nothing", options => options.SenderEmail = BenchmarkMail.Sender);

    private sealed class NothingOptions : EmailProviderOptions;

    private sealed class NothingProvider : IEmailProvider
    {
        public Task<ProviderResult> SendAsync(OutgoingEmail message, CancellationToken cancellationToken) =>
            Task.FromResult(ProviderResult.Sent(message.Id.ToString("N")));

        public Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new ProviderCheck("It does nothing."));
    }
}
