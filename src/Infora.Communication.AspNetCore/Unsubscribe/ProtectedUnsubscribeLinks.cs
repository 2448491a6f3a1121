using Infora.Communication.Suppressions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Infora.Communication.AspNetCore.Unsubscribe;

/// <summary>Links to the page that <c>MapInforaCommunication()</c> serves.</summary>
internal sealed class ProtectedUnsubscribeLinks(
    IDataProtectionProvider protection, IOptionsMonitor<CommunicationOptions> options, string prefix) : IUnsubscribeLinks
{
    private readonly UnsubscribeTokens _tokens = new(protection);
    private readonly string _path = $"/{prefix.Trim('/')}/{UnsubscribeEndpoints.Segment}/".Replace("//", "/", StringComparison.Ordinal);

    public Uri? Create(UnsubscribeTarget target) => options.CurrentValue.PublicUrl is { } publicUrl
        ? new Uri(publicUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + _path + _tokens.Write(target))
        : null;
}
