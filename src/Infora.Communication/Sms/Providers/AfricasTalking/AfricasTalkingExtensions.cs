using Infora.Communication;
using Infora.Communication.Providers.Http;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Providers.AfricasTalking;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds Africa's Talking to a host.</summary>
public static class AfricasTalkingExtensions
{
    private const string Service = "africastalking";

    /// <summary>Adds a provider that sends text messages through Africa's Talking.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The provider's name, unique among the host's SMS providers.</param>
    /// <param name="configure">Sets the application's key and user name, and the sender.</param>
    public static CommunicationBuilder AddAfricasTalking(
        this CommunicationBuilder builder, string name, Action<AfricasTalkingOptions> configure) =>
        builder.AddSmsProvider(Service, name, configure);

    internal static CommunicationBuilder AddAfricasTalkingProviderType(this CommunicationBuilder builder)
    {
        builder.Services.AddProviderHttp();
        return builder.AddSmsProviderType(new SmsProviderType<AfricasTalkingOptions>(
            Service,
            "Africa's Talking",
            context => new AfricasTalkingProvider(context.Options, context.Services.GetRequiredService<ProviderHttpClient>()))
        {
            ReportsDeliveries = true,
            InferredFrom = ["Africa's Talking"],
            Validate = AfricasTalkingOptions.Validate,
        });
    }
}
