using System.Net;
using System.Text.Json.Nodes;
using Infora.Communication.AspNetCore.Tests.Hosting;
using Infora.Communication.Providers;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.AspNetCore.Tests.Suppressions;

public sealed class SuppressionEndpointsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 31, 9, 0, 0, TimeSpan.Zero));
    private readonly ScriptedProvider _provider = new();
    private ApiHost _host = null!;

    private HttpClient Client => _host.Client;

    public async Task InitializeAsync() => _host = await _provider.StartAsync(time: _time);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Add_StoresANormalisedRecipient_OnceOnly()
    {
        using var first = await Client.PostApiAsync(
            "/suppressions", """{"channel":"email","recipient":"Ann <Ann@Example.com>","category":"promotional","reason":"complaint","note":"by phone"}""");
        var again = await Client.PostApiAsync(
            "/suppressions", """{"channel":"email","recipient":"ANN@example.com","category":"promotional"}""").ReadAsync(HttpStatusCode.OK);

        first.StatusCode.Should().Be(HttpStatusCode.Created);
        var body = JsonNode.Parse(await first.Content.ReadAsStringAsync())!;
        body.ToJsonString().Should().Be(
            """{"id":1,"channel":"email","recipient":"ann@example.com","category":"promotional","reason":"complaint","note":"by phone","source_message_id":null,"created_at":"2026-01-31T09:00:00Z"}""");
        again.ToJsonString().Should().Be(body.ToJsonString());
        first.Headers.Location!.ToString().Should().Be("/api/communication/suppressions/1");
        (await Client.GetApiAsync("/suppressions/1").ReadAsync()).ToJsonString().Should().Be(body.ToJsonString());
    }

    [Fact]
    public async Task Add_StopsAllMessages_AndIsManual_WhereNothingElseIsSaid()
    {
        var added = await Client.PostApiAsync("/suppressions", """{"channel":"sms","recipient":"0712 345 678"}""").ReadAsync(HttpStatusCode.Created);

        ((string)added["recipient"]!).Should().Be("+254712345678");
        added["category"].Should().BeNull();
        ((string)added["reason"]!).Should().Be("manual");
        var message = await Client.PostApiAsync("/sms", Samples.Sms).ReadAsync(HttpStatusCode.Accepted);
        ((string)message["status"]!).Should().Be("suppressed");
        ((string)message["error"]!["code"]!).Should().Be("blocked");
    }

    [Theory]
    [InlineData("""{"channel":"email","recipient":"+254712345678"}""", "recipient")]
    [InlineData("""{"channel":"sms","recipient":"ann@example.com"}""", "recipient")]
    [InlineData("""{"channel":"fax","recipient":"ann@example.com"}""", "channel")]
    [InlineData("""{"channel":"email","recipient":"ann@example.com","category":"all"}""", "category")]
    [InlineData("""{"channel":"email","recipient":"ann@example.com","reason":"bored"}""", "reason")]
    [InlineData("""{"channel":"email","recipient":"ann@example.com","id":7}""", "id")]
    public async Task Add_NamesTheField_WhenItIsWrong(string body, string field)
    {
        var errors = await Client.PostApiAsync("/suppressions", body).ReadErrorsAsync();

        errors.Should().ContainSingle().Which.Key.Should().Be(field);
        (await Client.GetApiAsync("/suppressions").ReadAsync()).AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Delete_TakesItAway_SoThatMessagesGoAgain()
    {
        var id = await Client.AddAsync("/suppressions", """{"channel":"email","recipient":"ann@example.com"}""");

        using var deleted = await Client.DeleteApiAsync($"/suppressions/{id}");

        deleted.StatusCode.Should().Be(HttpStatusCode.NoContent);
        await Client.DeleteApiAsync($"/suppressions/{id}").ReadProblemAsync(HttpStatusCode.NotFound);
        await Client.GetApiAsync($"/suppressions/{id}").ReadProblemAsync(HttpStatusCode.NotFound);
        await Client.DeleteApiAsync("/suppressions/none").ReadProblemAsync(HttpStatusCode.NotFound);
        ((string)(await Client.PostApiAsync("/emails", Samples.Email).ReadAsync(HttpStatusCode.Accepted))["status"]!).Should().Be("queued");
    }

    [Fact]
    public async Task List_FiltersByEach()
    {
        await Client.AddAsync("/suppressions", """{"channel":"email","recipient":"ann@example.com","reason":"hard_bounce"}""");
        await Client.AddAsync("/suppressions", """{"channel":"email","recipient":"bob@example.com","category":"promotional"}""");
        await Client.AddAsync("/suppressions", """{"channel":"sms","recipient":"0712345678","reason":"stop","category":"promotional"}""");

        (await ListAsync("")).Should().Equal(3, 2, 1);
        (await ListAsync("?channel=email")).Should().Equal(2, 1);
        (await ListAsync("?recipient=ANN@Example.com")).Should().Equal(1);
        (await ListAsync("?recipient=0712345678")).Should().Equal(3);
        (await ListAsync("?recipient=+254712345678")).Should().Equal(3);
        (await ListAsync("?channel=email&recipient=%2B254712345678")).Should().BeEmpty();
        (await ListAsync("?recipient=nobody")).Should().BeEmpty();
        (await ListAsync("?category=promotional")).Should().Equal(3, 2);
        (await ListAsync("?reason=hard_bounce")).Should().Equal(1);
        (await Client.GetApiAsync("/suppressions?reason=bored").ReadErrorsAsync()).Should().ContainKey("reason");
    }

    [Fact]
    public async Task ASuppressedMail_IsAccepted_AndNeverSent()
    {
        await Client.AddAsync("/suppressions", """{"channel":"email","recipient":"ANN@example.com","category":"promotional","reason":"unsubscribed"}""");

        var promotional = await Client.PostApiAsync(
            "/emails", """{"recipient_email":"Ann <ann@example.com>","subject":"Offer","text_body":"Half price","category":"promotional"}""",
            ("Idempotency-Key", "offer")).ReadAsync(HttpStatusCode.Accepted);
        var receipt = await Client.PostApiAsync("/emails", Samples.Email).ReadAsync(HttpStatusCode.Accepted);
        await ScriptedProvider.DispatchAsync(_host);

        ((string)promotional["status"]!).Should().Be("suppressed");
        promotional["next_attempt_at"].Should().BeNull();
        _provider.Asked.Should().Equal("ann@example.com");
        ((string)(await ReadAsync(receipt))["status"]!).Should().Be("sent");
        var read = await ReadAsync(promotional);
        ((string)read["error"]!["code"]!).Should().Be("opted_out");
        read["events"]!.AsArray().Select(happened => (string)happened!["type"]!).Should().Equal("queued", "suppressed");
        (await Client.GetApiAsync("/messages?status=suppressed").ReadAsync()).AsArray().Should().ContainSingle();
        ((long)(await Client.GetApiAsync("/stats?from=2026-01-31&to=2026-01-31").ReadAsync())["email"]!["suppressed"]!).Should().Be(1);
        await Client.PostApiAsync($"/messages/{promotional["id"]}/cancel", null).ReadProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task ARetry_EndsSuppressed_WhenTheRecipientDeclinedMeanwhile()
    {
        _provider.Result = ScriptedProvider.Refusal;
        var message = await Client.PostApiAsync("/emails", Samples.Email).ReadAsync(HttpStatusCode.Accepted);
        await ScriptedProvider.DispatchAsync(_host);
        await Client.AddAsync("/suppressions", """{"channel":"email","recipient":"ann@example.com"}""");
        _provider.Result = ProviderResult.Sent("vendor-2");

        var retried = await Client.PostApiAsync($"/messages/{message["id"]}/retry", null).ReadAsync();
        await ScriptedProvider.DispatchAsync(_host);

        ((string)retried["status"]!).Should().Be("suppressed");
        _provider.Asked.Should().ContainSingle();
        (await ReadAsync(message))["events"]!.AsArray().Select(happened => (string)happened!["type"]!).Should().Equal("queued", "failed", "suppressed");
    }

    private Task<JsonNode> ReadAsync(JsonNode message) => Client.GetApiAsync($"/messages/{message["id"]}").ReadAsync();

    private async Task<List<int>> ListAsync(string query) =>
        [.. (await Client.GetApiAsync("/suppressions" + query).ReadAsync()).AsArray().Select(item => (int)item!["id"]!)];
}
