using Infora.Communication;
using Infora.Communication.AspNetCore.Unsubscribe;
using Infora.Communication.Suppressions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds unsubscribe links to promotional mail.</summary>
public static class UnsubscribeLinkExtensions
{
    /// <summary>
    /// Adds links to the unsubscribe page in a process that sends and does not call <c>MapInforaCommunication()</c> itself,
    /// or maps it where its prefix is not the whole path. The process that serves the page needs the same Data Protection
    /// keys and application name.
    /// </summary>
    /// <param name="builder">The library's registration.</param>
    /// <param name="prefix">The path of the endpoints behind <c>Communication:PublicUrl</c>.</param>
    /// <returns>The registration.</returns>
    public static CommunicationBuilder AddUnsubscribeLinks(this CommunicationBuilder builder, string prefix = "/api/communication")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(prefix);
        builder.Services.AddDataProtection();
        builder.Services.TryAddSingleton<IUnsubscribeLinks>(provider => new ProtectedUnsubscribeLinks(
            provider.GetRequiredService<IDataProtectionProvider>(),
            provider.GetRequiredService<IOptionsMonitor<CommunicationOptions>>(),
            prefix));
        return builder;
    }
}
