using System.Net;
using System.Text.Json.Nodes;
using Infora.Communication.AspNetCore.Tests.Hosting;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.AspNetCore.Tests.Messages;

public sealed class MessageControlEndpointsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 31, 9, 0, 0, TimeSpan.Zero));
    private readonly ScriptedProvider _provider = new();
    private ApiHost _host = null!;

    private HttpClient Client => _host.Client;

    public async Task InitializeAsync() => _host = await _provider.StartAsync(
        time: _time, settings: new Dictionary<string, string?> { ["Communication:Retry:MaxAttempts"] = "2" });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Cancel_TakesBackAQueuedMessage()
    {
        var id = await QueueAsync();

        var message = await Client.PostApiAsync($"/messages/{id}/cancel", null).ReadAsync();

        ((string)message["status"]!).Should().Be("cancelled");
        message["next_attempt_at"].Should().BeNull();
        await ScriptedProvider.DispatchAsync(_host);
        _provider.Asked.Should().BeEmpty();
        (await EventsOfAsync(id)).Should().Equal("queued", "cancelled");
    }

    [Fact]
    public async Task Cancel_SaysWhatTheMessageIs_WhenItIsNotQueued()
    {
        var id = await QueueAsync();
        await ScriptedProvider.DispatchAsync(_host);

        var problem = await Client.PostApiAsync($"/messages/{id}/cancel", null).ReadProblemAsync(HttpStatusCode.Conflict);

        ((string)problem["detail"]!).Should().Contain("sent");
        (await StatusOfAsync(id)).Should().Be("sent");
    }

    [Fact]
    public async Task Cancel_EndsTheSendingButNotTheDoubt_WhenAProviderMayHaveTheMessage()
    {
        await using var host = await _provider.StartAsync(
            time: _time, settings: new Dictionary<string, string?> { ["Communication:Uncertain:Email"] = "resend" });
        _provider.Result = ScriptedProvider.LostAnswer;
        var id = (string)(await host.Client.PostApiAsync("/emails", Samples.Email).ReadAsync(HttpStatusCode.Accepted))["id"]!;
        await ScriptedProvider.DispatchAsync(host);
        await host.Client.PutApiAsync("/sending", """{"paused":true}""").ReadAsync();
        _time.Advance(TimeSpan.FromHours(1));
        await ScriptedProvider.DispatchAsync(host);
        ((string)(await host.Client.GetApiAsync($"/messages/{id}").ReadAsync())["status"]!).Should().Be("queued", "its time to be sent again has come");

        var message = await host.Client.PostApiAsync($"/messages/{id}/cancel", null).ReadAsync();

        ((string)message["status"]!).Should().Be("uncertain");
        message["next_attempt_at"].Should().BeNull();
    }

    [Fact]
    public async Task Retry_SendsAFailedMessageAnew_AndKeepsItsAttempts()
    {
        var id = await FailAsync();
        _provider.Result = ProviderResult.Sent("vendor-2");

        var message = await Client.PostApiAsync($"/messages/{id}/retry", "{}").ReadAsync();

        ((string)message["status"]!).Should().Be("queued");
        message["error"].Should().BeNull();
        ((string)message["next_attempt_at"]!).Should().Be("2026-01-31T09:00:00Z");
        await ScriptedProvider.DispatchAsync(_host);
        var sent = await Client.GetApiAsync($"/messages/{id}").ReadAsync();
        ((string)sent["status"]!).Should().Be("sent");
        sent["attempts"]!.AsArray().Select(attempt => ((int)attempt!["number"]!, (string)attempt["outcome"]!)).Should().Equal((1, "rejected"), (2, "sent"));
        (await EventsOfAsync(id)).Should().Equal("queued", "failed", "retried", "sent");
    }

    [Fact]
    public async Task Retry_GivesTheMessageAllTriesAgain()
    {
        _provider.Result = ScriptedProvider.PassingRefusal;
        var id = await QueueAsync();
        await ScriptedProvider.DispatchAsync(_host);
        _time.Advance(TimeSpan.FromHours(1));
        await ScriptedProvider.DispatchAsync(_host);
        (await StatusOfAsync(id)).Should().Be("failed", "it had two tries");

        await Client.PostApiAsync($"/messages/{id}/retry", null).ReadAsync();
        await ScriptedProvider.DispatchAsync(_host);

        var message = await Client.GetApiAsync($"/messages/{id}").ReadAsync();
        ((string)message["status"]!).Should().Be("queued");
        ((string)message["waiting_for"]!).Should().Be("retry");
        ((int)message["attempt_count"]!).Should().Be(3);
    }

    [Fact]
    public async Task Retry_SaysWhatTheMessageIs_WhenItHasNotFailed()
    {
        var id = await QueueAsync();

        var problem = await Client.PostApiAsync($"/messages/{id}/retry", null).ReadProblemAsync(HttpStatusCode.Conflict);

        ((string)problem["detail"]!).Should().Contain("queued");
    }

    [Fact]
    public async Task Retry_IsRefused_WhenTheContentIsGoneOrItsTimeHasPassed()
    {
        var withoutContent = await StoreAsync(MessageStatus.Failed);
        var expired = await FailAsync(expiresAt: "2026-01-31T10:00:00Z");
        _time.Advance(TimeSpan.FromHours(2));

        var gone = await Client.PostApiAsync($"/messages/{withoutContent}/retry", null).ReadProblemAsync(HttpStatusCode.Conflict);
        var late = await Client.PostApiAsync($"/messages/{expired}/retry", null).ReadProblemAsync(HttpStatusCode.Conflict);

        ((string)gone["detail"]!).Should().Contain("retention");
        ((string)late["detail"]!).Should().Contain("expires_at");
        (await StatusOfAsync(expired)).Should().Be("failed");
    }

    [Fact]
    public async Task Resolve_MarksAnUncertainMessageAsSent_WhenItWasHandedOver()
    {
        var id = await LoseAnswerAsync();
        _time.Advance(TimeSpan.FromHours(3));

        var message = await Client.PostApiAsync($"/messages/{id}/resolve", """{"outcome":"sent"}""").ReadAsync();

        ((string)message["status"]!).Should().Be("sent");
        ((string)message["sent_at"]!).Should().Be("2026-01-31T09:00:00Z");
        message["error"].Should().BeNull();
        message["provider_id"].Should().NotBeNull();
        await ScriptedProvider.DispatchAsync(_host);
        _provider.Asked.Should().ContainSingle();
        (await EventsOfAsync(id)).Should().Equal("queued", "uncertain", "sent");
    }

    [Fact]
    public async Task Resolve_SendsAnUncertainMessage_WhenItWasNotSent()
    {
        var id = await LoseAnswerAsync();
        _provider.Result = ProviderResult.Sent("vendor-2");

        var message = await Client.PostApiAsync($"/messages/{id}/resolve", """{"outcome":"not_sent"}""").ReadAsync();

        ((string)message["status"]!).Should().Be("queued");
        await ScriptedProvider.DispatchAsync(_host);
        (await StatusOfAsync(id)).Should().Be("sent");
        _provider.Asked.Should().HaveCount(2);
        (await EventsOfAsync(id)).Should().Equal("queued", "uncertain", "retried", "sent");
    }

    [Fact]
    public async Task Resolve_CannotSend_WhenTheContentIsGone()
    {
        var id = await StoreAsync(MessageStatus.Uncertain);

        await Client.PostApiAsync($"/messages/{id}/resolve", """{"outcome":"not_sent"}""").ReadProblemAsync(HttpStatusCode.Conflict);
        await Client.PostApiAsync($"/messages/{id}/resolve", """{"outcome":"sent"}""").ReadAsync();
    }

    [Theory]
    [InlineData("sent")]
    [InlineData("not_sent")]
    public async Task Resolve_SaysWhatTheMessageIs_WhenItIsNotUncertain(string outcome)
    {
        var id = await QueueAsync();

        var problem = await Client.PostApiAsync($"/messages/{id}/resolve", $$"""{"outcome":"{{outcome}}"}""").ReadProblemAsync(HttpStatusCode.Conflict);

        ((string)problem["detail"]!).Should().Contain("queued");
    }

    private async Task<string> QueueAsync(string? expiresAt = null)
    {
        var body = JsonNode.Parse(Samples.Email)!;
        body["expires_at"] = expiresAt;
        return (string)(await Client.PostApiAsync("/emails", body.ToJsonString()).ReadAsync(HttpStatusCode.Accepted))["id"]!;
    }

    private async Task<string> FailAsync(string? expiresAt = null)
    {
        _provider.Result = ScriptedProvider.Refusal;
        var id = await QueueAsync(expiresAt);
        await ScriptedProvider.DispatchAsync(_host);
        (await StatusOfAsync(id)).Should().Be("failed");
        return id;
    }

    private async Task<string> LoseAnswerAsync()
    {
        _provider.Result = ScriptedProvider.LostAnswer;
        var id = await QueueAsync();
        await ScriptedProvider.DispatchAsync(_host);
        (await StatusOfAsync(id)).Should().Be("uncertain");
        return id;
    }

    /// <summary>Stores a message whose content is past its retention.</summary>
    private async Task<Guid> StoreAsync(MessageStatus status)
    {
        var now = _time.GetUtcNow();
        var state = new MessageRecord
        {
            Id = Guid.CreateVersion7(now),
            Channel = MessageChannel.Email,
            Status = status,
            QueuedAt = now,
            QueuedOn = DateOnly.FromDateTime(now.DateTime),
        };
        await _host.Services.GetRequiredService<IMessageStore>().AddAsync(new StoredMessage(state, Content: null), CancellationToken.None);
        return state.Id;
    }

    private async Task<string> StatusOfAsync(string id) => (string)(await Client.GetApiAsync($"/messages/{id}").ReadAsync())["status"]!;

    private async Task<IEnumerable<string>> EventsOfAsync(string id) =>
        (await Client.GetApiAsync($"/messages/{id}").ReadAsync())["events"]!.AsArray().Select(happened => (string)happened!["type"]!);
}
