using System.Text.Json.Nodes;
using Infora.Communication.Alerts;
using Infora.Communication.AspNetCore.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.AspNetCore.Tests.Alerts;

public sealed class AlertEndpointsTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task List_ShowsEachField_NewestFirst()
    {
        await AddAsync("circuit_opened/7");
        await AddAsync("limit_near/7/day");
        var store = _host.Services.GetRequiredService<IAlertStore>();
        await store.ClearAsync("circuit_opened/7", new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.Zero), CancellationToken.None);

        var alerts = (await _host.Client.GetApiAsync("/alerts").ReadAsync()).AsArray();

        alerts.Select(alert => (string)alert!["message"]!).Should().Equal("About limit_near/7/day.", "About circuit_opened/7.");
        alerts[1]!.ToJsonString().Should().Be(
            """{"id":1,"kind":"circuit_opened","severity":"critical","message":"About circuit_opened/7.","provider_id":7,"campaign_id":null,"raised_at":"2026-01-31T09:00:00Z","cleared_at":"2026-01-31T10:00:00Z"}""");
        alerts[0]!["cleared_at"].Should().BeNull();
    }

    [Fact]
    public async Task List_GivesEachOnce_WhenPagedToTheEnd()
    {
        for (var i = 0; i < 7; i++)
        {
            await AddAsync($"circuit_opened/{i}");
        }

        var listed = new List<long>();
        for (var path = "/alerts?limit=3"; path is not null;)
        {
            using var response = await _host.Client.GetApiAsync(path);
            listed.AddRange(JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray().Select(alert => (long)alert!["id"]!));
            path = response.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1][ApiHost.Prefix.Length..] : null;
        }

        listed.Should().Equal(7, 6, 5, 4, 3, 2, 1);
    }

    private Task AddAsync(string cause) => _host.Services.GetRequiredService<IAlertStore>().AddAsync(
        new Alert
        {
            Kind = AlertKind.CircuitOpened,
            Severity = AlertSeverity.Critical,
            Message = $"About {cause}.",
            ProviderId = 7,
            Cause = cause,
            Day = new DateOnly(2026, 1, 31),
            RaisedAt = new DateTimeOffset(2026, 1, 31, 9, 0, 0, TimeSpan.Zero),
        },
        CancellationToken.None);
}
