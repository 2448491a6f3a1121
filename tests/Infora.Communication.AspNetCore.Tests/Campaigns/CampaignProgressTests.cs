using System.Net;
using Infora.Communication.AspNetCore.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.AspNetCore.Tests.Campaigns;

public sealed class CampaignProgressTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
    private readonly ScriptedProvider _provider = new();
    private ApiHost _host = null!;
    private int _id;

    public async Task InitializeAsync()
    {
        _host = await _provider.StartAsync(time: _time);
        var template = await _host.Client.AddAsync("/email-templates", Samples.EmailTemplate);
        _id = await _host.Client.AddAsync("/email-campaigns", Samples.EmailCampaign(template));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Progress_IsToldAtOnce_AfterEachChange_AndEndsWithTheCampaign()
    {
        using var events = await OpenAsync();
        events.Response.StatusCode.Should().Be(HttpStatusCode.OK);
        events.Response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        events.Response.Headers.CacheControl!.NoStore.Should().BeTrue();

        var first = (await events.NextAsync())!;
        await StepAsync("start");
        var running = (await events.NextAsync())!;
        await StepAsync("pause");
        var paused = (await events.NextAsync())!;
        await StepAsync("resume");
        var last = (await events.NextAsync())!;
        while ((string)last["status"]! is not "completed")
        {
            await ScriptedProvider.DispatchAsync(_host);
            last = (await events.NextAsync())!;
        }

        first.ToJsonString().Should().Contain("\"status\":\"draft\"").And.Contain("\"counts\":{\"total\":1");
        ((string)running["status"]!).Should().Be("running");
        ((string)paused["status"]!).Should().Be("paused");
        ((int)last["counts"]!["sent"]!).Should().Be(1);
        ((double)last["progress"]!).Should().Be(1);
        (await events.NextAsync()).Should().BeNull();
    }

    [Fact]
    public async Task ACampaignThatIsOver_IsToldOnce()
    {
        await StepAsync("cancel");
        await ScriptedProvider.DispatchAsync(_host);
        using var events = await OpenAsync();

        (await events.NextAsync())!["completed_at"].Should().NotBeNull();
        (await events.NextAsync()).Should().BeNull();
    }

    /// <summary>The clock stands still between the two.</summary>
    [Fact]
    public async Task ChangesOfOneSecond_AreOneEvent()
    {
        using var events = await OpenAsync();
        await events.NextAsync();

        await StepAsync("start");
        await StepAsync("pause");

        ((string)(await events.NextAsync())!["status"]!).Should().Be("paused");
    }

    [Fact]
    public async Task Silence_IsBrokenByComments()
    {
        using var events = await OpenAsync();
        await events.NextAsync();
        var since = _time.GetUtcNow();

        await events.CommentAsync();
        await events.CommentAsync();

        (_time.GetUtcNow() - since).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task AStream_EndsWhenTheHostStops()
    {
        using var events = await OpenAsync();
        await events.NextAsync();

        var stopping = _host.DisposeAsync().AsTask();

        (await events.NextAsync()).Should().BeNull();
        await stopping;
        await InitializeAsync();
    }

    /// <summary>Nothing happens by then that the stream would be written to, and the clock stands still.</summary>
    [Fact]
    public async Task AStream_EndsWhenTheClientHasGone()
    {
        var requests = new RunningRequests();
        await using var host = await ApiHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(_time).AddSingleton<IStartupFilter>(requests));
        var template = await host.Client.AddAsync("/email-templates", Samples.EmailTemplate);
        var id = await host.Client.AddAsync("/email-campaigns", Samples.EmailCampaign(template));
        var events = await EventReader.OpenAsync(host.Client, $"/email-campaigns/{id}/progress", _time);
        await events.NextAsync();
        requests.Count.Should().Be(1);

        events.Dispose();

        await Eventually.GetAsync(() => Task.FromResult(requests.Count), count => count is 0);
    }

    [Fact]
    public async Task AnUnknownCampaign_IsNotFound() =>
        await _host.Client.GetApiAsync($"/email-campaigns/{_id + 1}/progress").ReadProblemAsync(HttpStatusCode.NotFound);

    private Task<EventReader> OpenAsync() => EventReader.OpenAsync(_host.Client, $"/email-campaigns/{_id}/progress", _time);

    private async Task StepAsync(string step) => await _host.Client.PostApiAsync($"/email-campaigns/{_id}/{step}", null).ReadAsync();

    /// <summary>Counts the requests that are not answered to the end.</summary>
    private sealed class RunningRequests : IStartupFilter
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (HttpContext http, RequestDelegate rest) =>
            {
                Interlocked.Increment(ref _count);
                try
                {
                    await rest(http);
                }
                finally
                {
                    Interlocked.Decrement(ref _count);
                }
            });
            next(app);
        };
    }
}
