using System.Net;
using Infora.Communication.AspNetCore.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.AspNetCore.Tests.Messages;

public sealed class SwitchEndpointsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 31, 9, 0, 0, TimeSpan.Zero));
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public async Task Get_SaysThatSendingIsOn_BeforeItWasEverSet()
    {
        await using var host = await ApiHost.StartAsync();

        (await host.Client.GetApiAsync("/sending").ReadAsync()).ToJsonString().Should().Be("""{"paused":false,"reason":null,"changed_at":null}""");
    }

    [Fact]
    public async Task Put_KeepsMessagesQueued_UntilItIsOnAgain()
    {
        await using var host = await _provider.StartAsync(time: _time);

        var off = await host.Client.PutApiAsync("/sending", """{"paused":true,"reason":"wrong prices"}""").ReadAsync();
        var id = (await host.Client.PostApiAsync("/emails", Samples.Email).ReadAsync(HttpStatusCode.Accepted))["id"];
        await ScriptedProvider.DispatchAsync(host);

        off.ToJsonString().Should().Be("""{"paused":true,"reason":"wrong prices","changed_at":"2026-01-31T09:00:00Z"}""");
        (await host.Client.GetApiAsync("/sending").ReadAsync()).ToJsonString().Should().Be(off.ToJsonString());
        ((string)(await host.Client.GetApiAsync($"/messages/{id}").ReadAsync())["status"]!).Should().Be("queued");
        _provider.Asked.Should().BeEmpty();

        // As a client does that puts back what it read.
        off["paused"] = false;
        off["reason"] = null;
        await host.Client.PutApiAsync("/sending", off.ToJsonString()).ReadAsync();
        await ScriptedProvider.DispatchAsync(host);

        ((string)(await host.Client.GetApiAsync($"/messages/{id}").ReadAsync())["status"]!).Should().Be("sent");
    }

    [Fact]
    public async Task Put_RefusesALongReason()
    {
        await using var host = await ApiHost.StartAsync();

        var errors = await host.Client.PutApiAsync("/sending", $$"""{"paused":true,"reason":"{{new string('x', 501)}}"}""").ReadErrorsAsync();

        errors.Keys.Should().Equal("reason");
        ((bool)(await host.Client.GetApiAsync("/sending").ReadAsync())["paused"]!).Should().BeFalse();
    }
}
