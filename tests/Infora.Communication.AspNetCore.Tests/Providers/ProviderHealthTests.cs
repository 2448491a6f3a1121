using Infora.Communication.AspNetCore.Tests.Hosting;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.AspNetCore.Tests.Providers;

/// <summary>A provider that one process closed is shown as closed by all of them.</summary>
public sealed class ProviderHealthTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 31, 9, 0, 0, TimeSpan.Zero));
    private ApiHost _host = null!;
    private int _id;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(_time));
        _id = await _host.Client.AddAsync("/email-providers", Samples.EmailProvider);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Health_IsOpen_UntilTheProviderMayBeAskedAgain()
    {
        await CloseAsync(await VersionAsync());

        foreach (var path in new[] { $"/email-providers/{_id}", "/email-providers" })
        {
            var body = await _host.Client.GetApiAsync(path).ReadAsync();
            var health = (path.EndsWith("providers", StringComparison.Ordinal) ? body[0] : body)!["health"]!;
            ((string)health["state"]!).Should().Be("open");
            ((string)health["last_error"]!["code"]!).Should().Be("rate_limited");
        }

        _time.Advance(TimeSpan.FromMinutes(10));
        ((string)(await HealthAsync())["state"]!).Should().Be("closed");
    }

    [Fact]
    public async Task Health_IsClosed_OnceTheConfigurationIsChanged()
    {
        await CloseAsync(await VersionAsync());

        await _host.Client.PutApiAsync($"/email-providers/{_id}", Samples.EmailProvider).ReadAsync();

        ((string)(await HealthAsync())["state"]!).Should().Be("closed");
    }

    private async Task<long> VersionAsync() =>
        (await _host.Services.GetRequiredService<ProviderCatalogue>().FindAsync(MessageChannel.Email, _id))!.Version;

    private Task CloseAsync(long version) => _host.Services.GetRequiredService<ISendingStateStore>().CloseProviderAsync(
        _id, version, _time.GetUtcNow() + TimeSpan.FromMinutes(10), new SendError(ErrorCode.RateLimited, "Slow down.", Permanent: false), CancellationToken.None);

    private async Task<System.Text.Json.Nodes.JsonNode> HealthAsync() => (await _host.Client.GetApiAsync($"/email-providers/{_id}").ReadAsync())["health"]!;
}
