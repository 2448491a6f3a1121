using Infora.Communication;
using Infora.Communication.Providers.Http;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Providers.Http;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds SMS gateways that have no plugin of their own to a host.</summary>
public static class HttpSmsExtensions
{
    private const string Service = "http";

    /// <summary>Adds a provider that sends text messages through any gateway with an HTTP API.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The provider's name, unique among the host's SMS providers; errors name the gateway so.</param>
    /// <param name="configure">Sets the request and how its answer is read.</param>
    public static CommunicationBuilder AddHttpSms(this CommunicationBuilder builder, string name, Action<HttpSmsOptions> configure) =>
        builder.AddSmsProvider(Service, name, configure);

    internal static CommunicationBuilder AddHttpSmsProviderType(this CommunicationBuilder builder)
    {
        builder.Services.AddProviderHttp();
        return builder.AddSmsProviderType(new SmsProviderType<HttpSmsOptions>(
            Service, "HTTP API", context => new HttpSmsProvider(context.Name, context.Options, context.Services))
        {
            Validate = HttpSmsOptions.Validate,
            Presets = HttpSmsPresets.All,
        });
    }
}
