using Infora.Communication.Providers;
using Infora.Communication.Providers.Http.Custom;
using Infora.Communication.Providers.Http.Custom.Webhooks;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.Http;

/// <summary>An SMS gateway that is described by its settings.</summary>
internal sealed class HttpSmsProvider(string name, HttpSmsOptions options, IServiceProvider services) : ISmsProvider, IReportingProvider
{
    private readonly CustomGateway _gateway = new(name, options.Settings, services);
    private readonly CustomWebhookReader _webhook = new(name, MessageChannel.Sms, options.Webhook, options.Settings.Secrets);

    public Task<ProviderResult> SendAsync(OutgoingSms message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _gateway.SendAsync(HttpSmsMessage.Of(message, options.SenderId), cancellationToken);
    }

    public Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(_webhook.Read(request));
    }

    public Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken) =>
        _gateway.CheckAsync(HttpSmsMessage.Sample(options.SenderId, "Test"), cancellationToken);
}
