using Infora.Communication.Providers;
using Infora.Communication.Providers.Http.Custom;

namespace Infora.Communication.Sms.Providers.Http;

/// <summary>An SMS gateway that is described by its settings.</summary>
internal sealed class HttpSmsProvider(string name, HttpSmsOptions options, IServiceProvider services) : ISmsProvider
{
    private readonly CustomGateway _gateway = new(name, options.Settings, services);

    public Task<ProviderResult> SendAsync(OutgoingSms message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _gateway.SendAsync(HttpSmsMessage.Of(message, options.SenderId), cancellationToken);
    }

    public Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken) =>
        _gateway.CheckAsync(HttpSmsMessage.Sample(options.SenderId, "Test"), cancellationToken);
}
