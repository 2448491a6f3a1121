using System.Net;
using System.Text.Json.Nodes;
using Infora.Communication.Alerts;
using Infora.Communication.AspNetCore.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.AspNetCore.Tests.Alerts;

/// <summary>What administrators are sent.</summary>
public sealed class AlertNoticesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Now);
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public async Task Alert_IsMailedAndTexted_OnceForEachRecipientAndDay()
    {
        await using var host = await StartAsync(
            ("Email:0", "ops@example.com"), ("Email:1", "Boss <boss@example.com>"), ("Phone:0", "0712345678"));

        await TellAsync(host, AlertSeverity.Critical);
        await TellAsync(host, AlertSeverity.Critical);

        var messages = await ListAsync(host);
        messages.Select(message => (string)message["recipient"]!).Should().BeEquivalentTo("ops@example.com", "boss@example.com", "+254712345678");
        messages.Should().OnlyContain(message => (string)message["priority"]! == "high" && (string)message["category"]! == "transactional");
        var mail = await host.Client.GetApiAsync($"/messages/{messages.Single(message => (string)message["recipient"]! == "ops@example.com")["id"]}?include=body").ReadAsync();
        ((string)mail["subject"]!).Should().Be("Critical: circuit opened");
        ((string)mail["text_body"]!).Should().StartWith("'Scripted' failed repeatedly.").And.Contain("2026-01-31 12:00:00 (Africa/Nairobi), circuit_opened, provider 7.");
        ((string)mail["expires_at"]!).Should().Be("2026-02-01T09:00:00Z");
        var text = await host.Client.GetApiAsync($"/messages/{messages.Single(message => (string)message["channel"]! == "sms")["id"]}?include=body").ReadAsync();
        ((string)text["body"]!).Should().Be("Critical: 'Scripted' failed repeatedly.");
    }

    [Fact]
    public async Task Alert_IsTexted_InAFewSegments()
    {
        await using var host = await StartAsync(("Phone:0", "0712345678"));

        await TellAsync(host, AlertSeverity.Critical, new string('x', 5_000));

        ((int)(await ListAsync(host)).Single()["segments"]!).Should().BeLessThan(3);
    }

    [Fact]
    public async Task Alert_GoesToNobody_WhenItIsLessSevereThanAskedFor()
    {
        await using var host = await StartAsync(("Email:0", "ops@example.com"), ("MinimumSeverity", "critical"));

        await TellAsync(host, AlertSeverity.Warning);

        (await ListAsync(host)).Should().BeEmpty();
    }

    [Fact]
    public async Task Alert_GoesToNobody_WhenNobodyIsNamed()
    {
        await using var host = await StartAsync();

        await TellAsync(host, AlertSeverity.Critical);

        (await ListAsync(host)).Should().BeEmpty();
    }

    [Fact]
    public async Task Limit_ThatIsUsedUp_IsToldOnce_AndTheMailAboutItTellsNothingMore()
    {
        await using var host = await _provider.StartAsync(
            options => options.DailyLimit = 1, _time, new Dictionary<string, string?> { ["Communication:Alerts:Email:0"] = "ops@example.com" });
        await host.Client.PostApiAsync("/emails", Samples.Email).ReadAsync(HttpStatusCode.Accepted);

        await ScriptedProvider.DispatchAsync(host);
        await Eventually.GetAsync(() => ListAsync(host, "recipient=ops@example.com"), mails => mails.Count > 0);
        await ScriptedProvider.DispatchAsync(host);

        var mail = (await ListAsync(host, "recipient=ops@example.com")).Should().ContainSingle().Which;
        ((string)mail["waiting_for"]!).Should().Be("provider_limit", "no provider has room left for it");
        var alerts = (await host.Client.GetApiAsync("/alerts").ReadAsync()).AsArray();
        alerts.Should().ContainSingle().Which!["kind"]!.ToString().Should().Be("limit_reached");
    }

    [Theory]
    [InlineData("Email:0", "nobody")]
    [InlineData("Phone:0", "call me")]
    public async Task Host_DoesNotStart_WhenARecipientIsWrong(string setting, string value)
    {
        var starting = () => StartAsync((setting, value));

        (await starting.Should().ThrowAsync<OptionsValidationException>()).Which.Message.Should().Contain($"Communication:Alerts:{setting}");
    }

    private Task<ApiHost> StartAsync(params (string Name, string Value)[] settings) => _provider.StartAsync(
        time: _time, settings: settings.ToDictionary(setting => $"Communication:Alerts:{setting.Name}", setting => (string?)setting.Value));

    private static async Task TellAsync(ApiHost host, AlertSeverity severity, string message = "'Scripted' failed repeatedly.")
    {
        await using var scope = host.Services.CreateAsyncScope();
        var alert = new Alert
        {
            Kind = AlertKind.CircuitOpened,
            Severity = severity,
            Message = message,
            ProviderId = 7,
            Cause = "circuit_opened/7",
            Day = DateOnly.FromDateTime(Now.DateTime),
            RaisedAt = Now,
        };
        foreach (var handler in scope.ServiceProvider.GetServices<ICommunicationEvents>())
        {
            await handler.OnAlertAsync(alert, CancellationToken.None);
        }
    }

    private static async Task<List<JsonNode>> ListAsync(ApiHost host, string query = "limit=500") =>
        [.. (await host.Client.GetApiAsync($"/messages?{query}").ReadAsync()).AsArray().Select(message => message!)];
}
