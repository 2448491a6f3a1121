using Infora.Communication;
using Infora.Communication.Email;
using Infora.Communication.Email.Providers.Http;
using Infora.Communication.Providers.Http;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds mail services that have no plugin of their own to a host.</summary>
public static class HttpEmailExtensions
{
    private const string Service = "http";

    /// <summary>Adds a provider that sends mail through any service with an HTTP API.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The provider's name, unique among the host's email providers; errors name the service so.</param>
    /// <param name="configure">Sets the request and how its answer is read.</param>
    public static CommunicationBuilder AddHttpEmail(this CommunicationBuilder builder, string name, Action<HttpEmailOptions> configure) =>
        builder.AddEmailProvider(Service, name, configure);

    internal static CommunicationBuilder AddHttpEmailProviderType(this CommunicationBuilder builder)
    {
        builder.Services.AddProviderHttp();
        return builder.AddEmailProviderType(new EmailProviderType<HttpEmailOptions>(
            Service, "HTTP API", context => new HttpEmailProvider(context.Name, context.Options, context.Services))
        {
            Validate = HttpEmailOptions.Validate,
            Presets = HttpEmailPresets.All,
        });
    }
}
