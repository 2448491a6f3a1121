using Infora.Communication.Alerts;
using Infora.Communication.AspNetCore.Tests.Hosting;
using Infora.Communication.Messages;
using Infora.Communication.Statistics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.AspNetCore.Tests.Health;

public sealed class SendingHealthCheckTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Now);
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Check_IsHealthy_WhenMessagesAndADraftWait()
    {
        await _host.Client.PostApiAsync("/emails", Samples.Email);
        var template = await _host.Client.AddAsync("/email-templates", Samples.EmailTemplate);
        await _host.Client.AddAsync("/email-campaigns", Samples.EmailCampaign(template));

        (await CheckAsync()).Status.Should().Be(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Check_IsDegraded_WhileSendingIsOff()
    {
        await _host.Client.PutApiAsync("/sending", """{"paused":true}""").ReadAsync();
        var off = await CheckAsync();
        await _host.Client.PutApiAsync("/sending", """{"paused":false}""").ReadAsync();

        off.Status.Should().Be(HealthStatus.Degraded);
        off.Data["paused"].Should().Be(true);
        (await CheckAsync()).Status.Should().Be(HealthStatus.Healthy);
    }

    [Theory]
    [InlineData(AlertSeverity.Critical, 31, false, HealthStatus.Degraded)]
    [InlineData(AlertSeverity.Critical, 31, true, HealthStatus.Healthy)]
    [InlineData(AlertSeverity.Critical, 30, false, HealthStatus.Healthy)]
    [InlineData(AlertSeverity.Warning, 31, false, HealthStatus.Healthy)]
    public async Task Check_IsDegraded_WhileACriticalAlertOfTodayIsOpen(AlertSeverity severity, int day, bool isCleared, HealthStatus expected)
    {
        await _host.Services.GetRequiredService<IAlertStore>().AddAsync(
            new Alert
            {
                Kind = AlertKind.LimitReached,
                Severity = severity,
                Message = "'Office' has used up its limit.",
                Cause = "limit_reached/7/day",
                Day = new DateOnly(2026, 1, day),
                RaisedAt = Now,
                ClearedAt = isCleared ? Now : null,
            },
            CancellationToken.None);

        (await CheckAsync()).Status.Should().Be(expected);
    }

    [Fact]
    public async Task Check_IsUnhealthy_WhenAMessageIsQueuedForNoTime()
    {
        await StoreAsync(MessageStatus.Queued, leasedUntil: null);

        var check = await CheckAsync();

        check.Status.Should().Be(HealthStatus.Unhealthy);
        check.Data["stuck_messages"].Should().Be(1L);
        await Eventually.GetAsync(
            async () => (await _host.Client.GetApiAsync("/alerts").ReadAsync()).ToJsonString(),
            alerts => alerts.Contains("\"counters_out_of_step\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_IsUnhealthy_WhenAnAbandonedMessageIsLookedAfterByNobody()
    {
        await StoreAsync(MessageStatus.Sending, leasedUntil: Now);
        _time.Advance(TimeSpan.FromMinutes(3));
        var early = await CheckAsync();
        _time.Advance(TimeSpan.FromSeconds(1));

        early.Status.Should().Be(HealthStatus.Healthy);
        (await CheckAsync()).Status.Should().Be(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task Check_IsUnhealthy_WhileCountersDifferFromTheMessages_AndComparesOnceAnHour()
    {
        var counts = new ScriptedCounts();
        await using var host = await StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMessageCounts>(counts)));

        (await CheckAsync(host)).Status.Should().Be(HealthStatus.Healthy);
        counts.Differing = 3;
        (await CheckAsync(host)).Status.Should().Be(HealthStatus.Healthy, "they were compared just now");
        counts.Compared.Should().Equal((new DateOnly(2026, 1, 30), new DateOnly(2026, 1, 31)));

        _time.Advance(TimeSpan.FromHours(1));
        var check = await CheckAsync(host);

        check.Status.Should().Be(HealthStatus.Unhealthy);
        check.Description.Should().Contain("3 counters");
        check.Data["counters_out_of_step"].Should().Be(3L);
        await Eventually.GetAsync(
            async () => (await host.Client.GetApiAsync("/alerts").ReadAsync()).ToJsonString(),
            alerts => alerts.Contains("RebuildAsync", StringComparison.Ordinal));

        counts.Differing = 0;
        (await CheckAsync(host)).Data["counters_out_of_step"].Should().Be(0L, "it looks again at once while they differ");
        await Eventually.GetAsync(() => CheckAsync(host), mended => mended.Status is HealthStatus.Healthy);
    }

    [Fact]
    public async Task Check_IsUnhealthy_WhenTheStoreCannotBeReached()
    {
        await using var host = await StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IAlertStore, UnreachableAlerts>()));

        (await CheckAsync(host)).Status.Should().Be(HealthStatus.Unhealthy);
    }

    private Task<ApiHost> StartAsync(Action<IServiceCollection>? configure = null) => ApiHost.StartAsync(services: services =>
    {
        services.AddSingleton<TimeProvider>(_time);
        services.AddHealthChecks().AddInforaCommunication();
        configure?.Invoke(services);
    });

    private Task<HealthReportEntry> CheckAsync() => CheckAsync(_host);

    private static async Task<HealthReportEntry> CheckAsync(ApiHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["infora-communication"];

    private Task StoreAsync(MessageStatus status, DateTimeOffset? leasedUntil) => _host.Services.GetRequiredService<IMessageStore>().AddAsync(
        new StoredMessage(
            new MessageRecord
            {
                Id = Guid.CreateVersion7(Now),
                Channel = MessageChannel.Email,
                Status = status,
                QueuedAt = Now,
                QueuedOn = new DateOnly(2026, 1, 31),
                LeasedUntil = leasedUntil,
            },
            Content: null),
        CancellationToken.None);

    private sealed class ScriptedCounts : IMessageCounts
    {
        public long Differing { get; set; }

        public List<(DateOnly From, DateOnly To)> Compared { get; } = [];

        public Task<int> FoldAsync(int limit, CancellationToken cancellationToken) => Task.FromResult(0);

        public Task<long> CompareAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
        {
            Compared.Add((from, to));
            return Task.FromResult(Differing);
        }

        public Task RebuildAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class UnreachableAlerts : IAlertStore
    {
        public Task<Alert?> AddAsync(Alert alert, CancellationToken cancellationToken) => throw new TimeoutException();

        public Task<int> ClearAsync(string cause, DateTimeOffset at, CancellationToken cancellationToken) => throw new TimeoutException();

        public Task<IReadOnlyList<Alert>> ListAsync(long? beforeId, int limit, CancellationToken cancellationToken) => throw new TimeoutException();
    }
}
