using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Campaigns;

/// <summary>The audiences that the host registered.</summary>
public sealed class CampaignAudiences
{
    private readonly IReadOnlyList<AudienceRegistration> _registered;
    private readonly IServiceScopeFactory _scopes;

    internal CampaignAudiences(IEnumerable<AudienceRegistration> registered, IServiceScopeFactory scopes) =>
        (_registered, _scopes) = ([.. registered], scopes);

    /// <summary>Their names, in alphabetical order.</summary>
    public IReadOnlyList<string> Names => [.. _registered.Select(audience => audience.Name).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The name as it was registered, or null.</summary>
    /// <param name="name">The name, without regard to case.</param>
    public string? Find(string name) => _registered.FirstOrDefault(audience => audience.Is(name))?.Name;

    /// <summary>Reads the recipients of an audience, in a scope of its own.</summary>
    internal async IAsyncEnumerable<CampaignRecipientRow> ReadAsync(
        string name, CampaignAudienceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var registration = _registered.First(audience => audience.Is(name));
        var scope = _scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var line = 0L;
            await foreach (var recipient in registration.Create(scope.ServiceProvider).ReadAsync(request, cancellationToken).ConfigureAwait(false))
            {
                yield return new CampaignRecipientRow(++line, recipient);
            }
        }
    }
}

/// <summary>One audience of the host.</summary>
internal sealed record AudienceRegistration(string Name, Func<IServiceProvider, ICampaignAudience> Create)
{
    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
