using System.Net;
using Infora.Communication.AspNetCore.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.AspNetCore.Tests.Statistics;

public sealed class StatisticsEndpointsTests
{
    private static readonly string[] Totals =
    [
        "queued", "sent", "delivered", "bounced", "failed", "suppressed", "opened", "clicked", "complained", "unsubscribed",
        "acceptance_rate", "delivery_rate", "open_rate", "click_rate",
    ];

    [Fact]
    public async Task Get_CountsTheLastThirtyDays_WhenNoPeriodIsGiven()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 22, 0, 0, TimeSpan.Zero));
        await using var host = await ApiHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        var provider = await host.Client.AddAsync("/sms-providers", Samples.SmsProvider);
        await host.Client.PostApiAsync("/sms", Samples.Sms).ReadAsync(HttpStatusCode.Accepted);

        var stats = await host.Client.GetApiAsync("/stats").ReadAsync();

        stats["period"]!.ToJsonString().Should().Be("""{"from":"2026-02-01","to":"2026-03-02","time_zone":"Africa/Nairobi"}""");
        stats["email"]!.AsObject().Select(field => field.Key).Should().Equal(Totals);
        stats["sms"]!.AsObject().Select(field => field.Key).Should().Equal([.. Totals, "segments", "cost", "estimated_cost"]);
        ((int)stats["sms"]!["queued"]!).Should().Be(1);
        stats["sms"]!["acceptance_rate"].Should().BeNull("nothing was sent or failed yet");
        stats["daily"]!.AsArray().Should().HaveCount(30);
        stats["daily"]![29]!["date"]!.ToString().Should().Be("2026-03-02");
        ((int)stats["daily"]![29]!["sms"]!["queued"]!).Should().Be(1);
        var shown = stats["providers"]![0]!.AsObject();
        shown.Select(field => field.Key).Should().Contain(["id", "channel", "name", "usage", "cost"]).And.Contain(Totals);
        ((int)shown["id"]!).Should().Be(provider);
    }

    [Theory]
    [InlineData("from=2026-01-01&to=2026-12-31", 365)]
    [InlineData("from=2024-01-01&to=2024-12-31", 366)]
    [InlineData("from=2026-01-31&to=2026-01-31", 1)]
    [InlineData("to=2026-01-31", 30)]
    public async Task Get_HasEachDayOfThePeriod(string query, int days)
    {
        await using var host = await ApiHost.StartAsync();

        var stats = await host.Client.GetApiAsync("/stats?" + query).ReadAsync();

        stats["daily"]!.AsArray().Should().HaveCount(days);
    }

    [Theory]
    [InlineData("from=2026-01-31&to=2026-01-01", "to")]
    [InlineData("from=2024-01-01&to=2025-01-01", "from")]
    [InlineData("from=2999-01-01", "from")]
    [InlineData("from=31.01.2026", "from")]
    [InlineData("to=2026-13-01", "to")]
    [InlineData("to=2026-01-31T00:00:00Z", "to")]
    [InlineData("form=2026-01-01", "form")]
    public async Task Get_NamesTheParameter_WhenItIsWrong(string query, string field)
    {
        await using var host = await ApiHost.StartAsync();

        (await host.Client.GetApiAsync("/stats?" + query).ReadErrorsAsync()).Keys.Should().Equal(field);
    }
}
