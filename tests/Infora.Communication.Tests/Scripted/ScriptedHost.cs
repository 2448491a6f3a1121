using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Templates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.Tests.Scripted;

/// <summary>The whole library in memory, with scripted plugins and a clock that the test moves.</summary>
internal sealed class ScriptedHost : IAsyncDisposable
{
    /// <summary>Only a guard: a condition that holds at all holds long before.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>How long messages in the air may stand still before the clock is moved for them: they wait for it then.</summary>
    private static readonly TimeSpan MessagesStandStill = TimeSpan.FromMilliseconds(100);

    /// <summary>The same for the dispatcher, which waits for the clock outside its trigger after a fault of the store only.</summary>
    private static readonly TimeSpan DispatcherStandsStill = TimeSpan.FromSeconds(1);

    private readonly IHost _host;
    private readonly FakeLogCollector _log = new();
    private readonly ObservedTrigger _trigger;
    private bool _isStarted;

    public ScriptedHost(
        Action<CommunicationBuilder>? build = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        string environment = "Production",
        DateTimeOffset? now = null)
    {
        Time = new FakeTimeProvider(now ?? new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
        var application = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        Configuration = application.Configuration;
        Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        application.Services.AddSingleton<TimeProvider>(Time);
        application.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new FakeLoggerProvider(_log)));
        _trigger = new ObservedTrigger(Time);
        application.Services.AddSingleton<IDispatchTrigger>(_trigger);
        var builder = application.Services.AddInforaCommunication();
        builder.AddEmailProviderType(new EmailProviderType<ScriptedEmailOptions>("scripted", "Scripted", Providers.CreateEmail));
        builder.AddSmsProviderType(new SmsProviderType<ScriptedSmsOptions>("scripted", "Scripted", Providers.CreateSms));
        build?.Invoke(builder);
        _host = application.Build();
    }

    public FakeTimeProvider Time { get; }

    public ConfigurationManager Configuration { get; }

    public ScriptedProviders Providers { get; } = new();

    public IServiceProvider Services => _host.Services;

    public IEmailSender Email => Services.GetRequiredService<IEmailSender>();

    public ISmsSender Sms => Services.GetRequiredService<ISmsSender>();

    public IMessageOutbox Outbox => Services.GetRequiredService<IMessageOutbox>();

    public IMessageStore Messages => Services.GetRequiredService<IMessageStore>();

    public ITemplateStore Templates => Services.GetRequiredService<ITemplateStore>();

    public ProviderCatalogue Catalogue => Services.GetRequiredService<ProviderCatalogue>();

    public async Task StartAsync()
    {
        await _host.StartAsync();
        _isStarted = true;
    }

    /// <summary>Moves the clock in small steps until a condition holds; at each step the dispatcher does first what there is to do.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        await SettleAsync(limit.Token);
        for (var steps = 0; !await condition(); steps++)
        {
            ThrowIfPast(limit.Token);

            // What takes longer than ten minutes waits for another hour or day.
            Time.Advance(TimeSpan.FromSeconds(steps < 600 ? 1 : 20));
            await SettleAsync(limit.Token);
        }
    }

    /// <summary>Waits until a condition holds while the clock stands still: for what must happen before time goes on.</summary>
    public async Task UntilAtThisTimeAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            await PauseAsync(limit.Token);
        }
    }

    /// <summary>Lets the dispatcher do all that it can do at this time.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (!_isStarted || !Services.GetRequiredService<IOptionsMonitor<CommunicationOptions>>().CurrentValue.Dispatcher.Enabled)
        {
            return;
        }

        var (before, since) = (Progress(), TimeProvider.System.GetTimestamp());
        while (!_trigger.IsIdle || before.InFlight > 0)
        {
            if (TimeProvider.System.GetElapsedTime(since) > (_trigger.IsIdle ? MessagesStandStill : DispatcherStandsStill))
            {
                return;
            }

            await PauseAsync(cancellationToken);
            if (Progress() is var now && now != before)
            {
                (before, since) = (now, TimeProvider.System.GetTimestamp());
            }
        }

        (int InFlight, int Calls, int Waits) Progress() =>
            (Services.GetRequiredService<MessagesInFlight>().Claims().Count, Providers.Calls, _trigger.Waits);
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        ThrowIfPast(cancellationToken);
        await Task.Delay(1, CancellationToken.None);
    }

    private void ThrowIfPast(CancellationToken limit)
    {
        if (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"It did not come to that. Logged: {string.Join(Environment.NewLine, _log.GetSnapshot())}");
        }
    }

    public Task UntilAsync(Guid id, MessageStatus status) =>
        UntilAsync(async () => (await Messages.FindAsync(id, CancellationToken.None))!.State.Status == status);

    public async ValueTask DisposeAsync()
    {
        if (_isStarted)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await _host.StopAsync(limit.Token);
        }

        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
