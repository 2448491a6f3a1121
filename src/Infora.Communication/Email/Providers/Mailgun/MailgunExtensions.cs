using Infora.Communication;
using Infora.Communication.Email;
using Infora.Communication.Email.Providers.Mailgun;
using Infora.Communication.Providers.Http;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds Mailgun to a host.</summary>
public static class MailgunExtensions
{
    private const string Service = "mailgun";

    /// <summary>Adds a provider that sends mail through Mailgun.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The provider's name, unique among the host's email providers.</param>
    /// <param name="configure">Sets the API key, the sender and the region of the domain.</param>
    public static CommunicationBuilder AddMailgun(this CommunicationBuilder builder, string name, Action<MailgunOptions> configure) =>
        builder.AddEmailProvider(Service, name, configure);

    internal static CommunicationBuilder AddMailgunProviderType(this CommunicationBuilder builder)
    {
        builder.Services.AddProviderHttp();
        return builder.AddEmailProviderType(new EmailProviderType<MailgunOptions>(
            Service, "Mailgun", context => new MailgunProvider(context.Options, context.Services.GetRequiredService<ProviderHttpClient>()))
        {
            ReportsDeliveries = true,
            InferredFrom = ["Mailgun"],
            Validate = MailgunOptions.Validate,
        });
    }
}
