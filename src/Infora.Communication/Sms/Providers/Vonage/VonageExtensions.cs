using Infora.Communication;
using Infora.Communication.Providers.Http;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Providers.Vonage;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds Vonage to a host.</summary>
public static class VonageExtensions
{
    private const string Service = "vonage";

    /// <summary>Adds a provider that sends text messages through Vonage.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The provider's name, unique among the host's SMS providers.</param>
    /// <param name="configure">Sets the account's key, its secret and the sender.</param>
    public static CommunicationBuilder AddVonage(this CommunicationBuilder builder, string name, Action<VonageOptions> configure) =>
        builder.AddSmsProvider(Service, name, configure);

    internal static CommunicationBuilder AddVonageProviderType(this CommunicationBuilder builder)
    {
        builder.Services.AddProviderHttp();
        return builder.AddSmsProviderType(new SmsProviderType<VonageOptions>(
            Service, "Vonage", context => new VonageProvider(context.Options, context.Services.GetRequiredService<ProviderHttpClient>()))
        {
            ReportsDeliveries = true,
            InferredFrom = ["Vonage", "Nexmo"],
            Validate = VonageOptions.Validate,
        });
    }
}
