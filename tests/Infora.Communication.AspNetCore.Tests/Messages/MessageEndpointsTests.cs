using System.Net;
using System.Text.Json.Nodes;
using Infora.Communication.AspNetCore.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.AspNetCore.Tests.Messages;

public sealed class MessageEndpointsTests
{
    [Fact]
    public async Task Get_ShowsABodyOnlyWhenAsked()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await host.Client.PostApiAsync("/sms", Samples.Sms).ReadAsync(HttpStatusCode.Accepted))["id"];
        var mail = (await host.Client.PostApiAsync("/emails", Samples.Email).ReadAsync(HttpStatusCode.Accepted))["id"];

        var without = await host.Client.GetApiAsync($"/messages/{id}").ReadAsync();
        var with = await host.Client.GetApiAsync($"/messages/{id}?include=body").ReadAsync();
        var mailWith = await host.Client.GetApiAsync($"/messages/{mail}?include=body").ReadAsync();
        var list = await host.Client.GetApiAsync("/messages").ReadAsync();

        without.AsObject().Should().NotContainKey("body").And.ContainKeys("events", "attempts", "routing");
        ((string)with["body"]!).Should().Be("Hello");
        ((string)mailWith["text_body"]!).Should().Be("How are you?");
        list.ToJsonString().Should().NotContain("How are you?");
        (await host.Client.GetApiAsync($"/messages/{id}?include=all").ReadErrorsAsync()).Keys.Should().Equal("include");
    }

    [Fact]
    public async Task Get_ShowsWhatHappened_OnceItIsSent()
    {
        var folder = Directory.CreateTempSubdirectory("infora-aspnetcore-tests").FullName;
        await using var host = await ApiHost.StartAsync(new Dictionary<string, string?> { ["Communication:Dispatcher:Enabled"] = "true" });
        var provider = JsonNode.Parse(Samples.EmailProvider)!;
        provider["directory"] = folder;
        var providerId = await host.Client.AddAsync("/email-providers", provider.ToJsonString());
        var id = (await host.Client.PostApiAsync("/emails", Samples.Email).ReadAsync(HttpStatusCode.Accepted))["id"];

        var message = await Eventually.GetAsync(
            () => host.Client.GetApiAsync($"/messages/{id}").ReadAsync(), read => (string)read["status"]! == "sent");

        ((int)message["provider_id"]!).Should().Be(providerId);
        message["sent_at"].Should().NotBeNull();
        message["attempts"]![0]!.AsObject().Select(field => field.Key).Should().Equal(
            "number", "provider_id", "started_at", "duration_ms", "outcome", "error");
        ((string)message["attempts"]![0]!["outcome"]!).Should().Be("sent");
        message["events"]!.AsArray().Select(item => (string)item!["type"]!).Should().Equal("queued", "sent");
        ((string)message["events"]![0]!["occurred_at"]!).Should().Be((string)message["queued_at"]!);
        message["events"]![0]!.AsObject().Select(field => field.Key).Should().Equal(
            "type", "occurred_at", "provider_event", "provider_event_id", "detail");
        message["routing"]!.ToJsonString().Should().Contain("\"decision\":\"chosen\"");
        var shown = await host.Client.GetApiAsync($"/email-providers/{providerId}").ReadAsync();
        ((int)shown["usage"]!["today"]!).Should().Be(1);
        shown["health"]!["last_success_at"].Should().NotBeNull();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task List_FiltersByEveryParameter()
    {
        await using var host = await ApiHost.StartAsync();
        var template = await host.Client.AddAsync("/sms-templates", Samples.SmsTemplate);
        await host.Client.PostApiAsync("/emails", Samples.Email).ReadAsync(HttpStatusCode.Accepted);
        await host.Client.PostApiAsync("/sms", Samples.Sms).ReadAsync(HttpStatusCode.Accepted);
        var campaign = await host.Client.AddAsync("/sms-campaigns", Samples.SmsCampaign(template));

        foreach (var (query, count) in new[]
        {
            ("channel=email", 1), ("channel=sms", 2), ("status=queued", 3), ("status=sent", 0), ("recipient=ANN@example.com", 1),
            ("recipient=0712345678", 2), ("recipient=%2B254712345678", 2), ("recipient=+254712345678", 2), ("recipient=bob@example.com", 0),
            ($"campaign_id={campaign}", 1), ("campaign_id=999999", 0), ("provider_id=999999", 0), ("from=2001-01-01&to=2001-12-31", 0), ("from=2001-01-01", 3),
        })
        {
            (await host.Client.GetApiAsync($"/messages?{query}").ReadAsync()).AsArray().Should().HaveCount(count, query);
        }
    }

    [Fact]
    public async Task List_TakesDatesAsWholeDaysOfTheHostsTimeZone()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 31, 20, 59, 59, TimeSpan.Zero));
        await using var host = await ApiHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        await host.Client.PostApiAsync("/sms", Samples.Sms).ReadAsync(HttpStatusCode.Accepted);
        time.Advance(TimeSpan.FromSeconds(1));
        await host.Client.PostApiAsync("/sms", Samples.Sms).ReadAsync(HttpStatusCode.Accepted);

        // In Nairobi, three hours ahead, the first is of January and the second of February.
        foreach (var (query, count) in new[]
        {
            ("to=2026-01-31", 1), ("from=2026-02-01", 1), ("from=2026-01-31&to=2026-02-01", 2), ("to=2026-01-30", 0),
            ("to=2026-01-31T21:00:00Z", 1), ("from=2026-02-01T00:00:00%2B03:00", 1), ("from=2026-01-31T20:59:59Z&to=2026-01-31T21:00:01Z", 2),
        })
        {
            (await host.Client.GetApiAsync($"/messages?{query}").ReadAsync()).AsArray().Should().HaveCount(count, query);
        }
    }

    [Theory]
    [InlineData("channel=fax", "channel")]
    [InlineData("status=lost", "status")]
    [InlineData("status=Sent", "status")]
    [InlineData("campaign_id=x", "campaign_id")]
    [InlineData("provider_id=0", "provider_id")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-02-30", "from")]
    [InlineData("to=2026-01-31T09:00:00", "to")]
    [InlineData("to=9999-12-31", "to")]
    [InlineData("from=2026-02-01&to=2026-01-01", "to")]
    [InlineData("recipient=", "recipient")]
    public async Task List_NamesTheParameter_WhenItIsWrong(string query, string field)
    {
        await using var host = await ApiHost.StartAsync();

        (await host.Client.GetApiAsync($"/messages?{query}").ReadErrorsAsync()).Keys.Should().Equal(field);
    }
}
