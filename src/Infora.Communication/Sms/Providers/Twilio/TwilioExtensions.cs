using Infora.Communication;
using Infora.Communication.Providers.Http;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Providers.Twilio;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds Twilio to a host.</summary>
public static class TwilioExtensions
{
    private const string Service = "twilio";

    /// <summary>Adds a provider that sends text messages through Twilio.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The provider's name, unique among the host's SMS providers.</param>
    /// <param name="configure">Sets the account, its token and the sender.</param>
    public static CommunicationBuilder AddTwilio(this CommunicationBuilder builder, string name, Action<TwilioOptions> configure) =>
        builder.AddSmsProvider(Service, name, configure);

    internal static CommunicationBuilder AddTwilioProviderType(this CommunicationBuilder builder)
    {
        builder.Services.AddProviderHttp();
        return builder.AddSmsProviderType(new SmsProviderType<TwilioOptions>(
            Service, "Twilio", context => new TwilioProvider(context.Options, context.Services.GetRequiredService<ProviderHttpClient>()))
        {
            ReportsDeliveries = true,
            InferredFrom = ["Twilio"],
            Validate = TwilioOptions.Validate,
        });
    }
}
