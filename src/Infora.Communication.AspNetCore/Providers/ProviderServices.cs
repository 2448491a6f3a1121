using System.Text.Json.Nodes;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Statistics;

namespace Infora.Communication.AspNetCore.Providers;

/// <summary>What the routes of providers need, and how they show one.</summary>
internal sealed record ProviderServices(
    ProviderCatalogue Catalogue, ProviderTypes Types, ProviderTester Tester, StatisticsReader Statistics, IMessageStore Messages)
{
    public async Task<IReadOnlyList<(int Id, JsonObject Body)>> ShowAsync(
        IReadOnlyList<ProviderRecord> providers, CancellationToken cancellationToken)
    {
        var usage = await Statistics.ReadUsageAsync(providers, cancellationToken);
        var successes = await Messages.GetLastSuccessAsync(cancellationToken);
        return [.. providers.Select(provider => (provider.Id, ProviderBody.Write(
            provider,
            Types.Find(provider.Channel, provider.Service),
            usage[provider.Id],
            Catalogue.HealthOf(provider),
            successes.TryGetValue(provider.Id, out var at) ? at : null)))];
    }

    public async Task<JsonObject> ShowAsync(ProviderRecord provider, CancellationToken cancellationToken) =>
        (await ShowAsync([provider], cancellationToken))[0].Body;
}
