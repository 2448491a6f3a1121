using System.Text.Json.Nodes;
using Infora.Communication.AspNetCore.Webhooks;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Reports;
using Infora.Communication.Statistics;
using Microsoft.AspNetCore.Http;

namespace Infora.Communication.AspNetCore.Providers;

/// <summary>What the routes of providers need, and how they show one.</summary>
internal sealed record ProviderServices(
    ProviderCatalogue Catalogue,
    ProviderTypes Types,
    ProviderTester Tester,
    StatisticsReader Statistics,
    IMessageStore Messages,
    ISendingStateStore Sending,
    WebhookAddresses Webhooks,
    TimeProvider Time,
    HttpContext Http)
{
    public async Task<IReadOnlyList<(int Id, JsonObject Body)>> ShowAsync(
        IReadOnlyList<ProviderRecord> providers, CancellationToken cancellationToken)
    {
        var usage = await Statistics.ReadUsageAsync(providers, cancellationToken);
        var states = await Sending.ListProvidersAsync(cancellationToken);
        var successes = await Messages.GetLastSuccessAsync(cancellationToken);
        return [.. providers.Select(provider => (provider.Id, ProviderBody.Write(
            provider,
            Types.Find(provider.Channel, provider.Service),
            usage[provider.Id],
            HealthOf(provider, states.GetValueOrDefault(provider.Id)),
            successes.TryGetValue(provider.Id, out var at) ? at : null,
            WebhookOf(provider))))];
    }

    public async Task<JsonObject> ShowAsync(ProviderRecord provider, CancellationToken cancellationToken) =>
        (await ShowAsync([provider], cancellationToken))[0].Body;

    private Uri? WebhookOf(ProviderRecord provider) => Types.Find(provider.Channel, provider.Service)?.Reports(provider) is true
        ? Webhooks.Find(provider, PublicAddress.BaseOf(Http.Request))
        : null;

    /// <summary>A provider that is closed to all processes is open to none, whatever this one has seen of it.</summary>
    private ProviderHealth HealthOf(ProviderRecord provider, ProviderState? state)
    {
        var health = Catalogue.HealthOf(provider);
        return state?.IsClosed(provider.Version, Time.GetUtcNow()) is true
            ? new ProviderHealth(CircuitPosition.Open, state.ClosedBy ?? health.LastError)
            : health;
    }
}
