using Infora.Communication;
using Infora.Communication.Email;
using Infora.Communication.Email.Providers.Ses;
using Infora.Communication.Email.Providers.Ses.Webhooks;
using Infora.Communication.Providers.Http;
using Microsoft.Extensions.DependencyInjection.Extensions;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds Amazon SES to a host.</summary>
public static class SesExtensions
{
    private const string Service = "ses";

    /// <summary>Adds a provider that sends mail through Amazon SES.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The provider's name, unique among the host's email providers.</param>
    /// <param name="configure">Sets the access key, the region and the sender.</param>
    public static CommunicationBuilder AddSes(this CommunicationBuilder builder, string name, Action<SesOptions> configure) =>
        builder.AddEmailProvider(Service, name, configure);

    internal static CommunicationBuilder AddSesProviderType(this CommunicationBuilder builder)
    {
        builder.Services.AddProviderHttp();
        builder.Services.TryAddSingleton<SnsCertificates>();
        return builder.AddEmailProviderType(new EmailProviderType<SesOptions>(
            Service,
            "Amazon SES",
            context => new SesProvider(
                context.Options,
                context.Services.GetRequiredService<ProviderHttpClient>(),
                context.Services.GetRequiredService<TimeProvider>(),
                context.Services.GetRequiredService<SnsCertificates>()))
        {
            ReportsDeliveries = true,
            InferredFrom = ["AWS SES", "Amazon SES"],
            Validate = SesOptions.Validate,
        });
    }
}
