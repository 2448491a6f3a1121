using Infora.Communication.Campaigns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

#pragma warning disable IDE0130 // Where every host looks for what it can register.
namespace Infora.Communication;
#pragma warning restore IDE0130

/// <summary>Registers what campaigns take from the host.</summary>
public static class CampaignRegistrationExtensions
{
    /// <summary>Registers an audience: campaigns can be sent to it by its name.</summary>
    /// <typeparam name="TAudience">Reads the recipients; it may ask for the host's scoped services.</typeparam>
    /// <param name="builder">The library's builder.</param>
    /// <param name="name">The name, 1 to 100 characters, without regard to case.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The name is empty, too long, or taken.</exception>
    public static CommunicationBuilder AddCampaignAudience<TAudience>(this CommunicationBuilder builder, string name)
        where TAudience : class, ICampaignAudience
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Length > 100)
        {
            throw new ArgumentException("The name of an audience has at most 100 characters.", nameof(name));
        }

        if (builder.Services.Any(service => service.ImplementationInstance is AudienceRegistration taken && taken.Is(name)))
        {
            throw new ArgumentException($"There is an audience '{name}' already.", nameof(name));
        }

        builder.Services.TryAddScoped<TAudience>();
        builder.Services.AddSingleton(new AudienceRegistration(name, services => services.GetRequiredService<TAudience>()));
        return builder;
    }
}
