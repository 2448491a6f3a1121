using Infora.Communication;
using Infora.Communication.Email;
using Infora.Communication.Email.Providers.SendGrid;
using Infora.Communication.Providers.Http;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds SendGrid to a host.</summary>
public static class SendGridExtensions
{
    private const string Service = "sendgrid";

    /// <summary>Adds a provider that sends mail through SendGrid.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The provider's name, unique among the host's email providers.</param>
    /// <param name="configure">Sets the API key and the sender.</param>
    public static CommunicationBuilder AddSendGrid(this CommunicationBuilder builder, string name, Action<SendGridOptions> configure) =>
        builder.AddEmailProvider(Service, name, configure);

    internal static CommunicationBuilder AddSendGridProviderType(this CommunicationBuilder builder)
    {
        builder.Services.AddProviderHttp();
        return builder.AddEmailProviderType(new EmailProviderType<SendGridOptions>(
            Service, "SendGrid", context => new SendGridProvider(context.Options, context.Services.GetRequiredService<ProviderHttpClient>()))
        {
            ReportsDeliveries = true,
            InferredFrom = ["SendGrid"],
            Validate = SendGridOptions.Validate,
        });
    }
}
