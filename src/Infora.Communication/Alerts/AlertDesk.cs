using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Infora.Communication.Alerts;

/// <summary>Takes alerts from whoever notices something, stores each cause once a day and tells the host's handlers.</summary>
internal sealed partial class AlertDesk(
    IAlertStore store, IServiceScopeFactory scopes, CommunicationEnvironment environment, TimeProvider time, ILogger<AlertDesk> logger)
    : IAsyncDisposable, IDisposable
{
    private readonly ConcurrentDictionary<string, DateOnly> _raised = new();
    private readonly ConcurrentDictionary<Task, bool> _open = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Raises an alert; who notices something while it sends does not wait for the handlers.</summary>
    public void Raise(AlertKind kind, AlertSeverity severity, string cause, string message, int? providerId = null, int? campaignId = null)
    {
        var now = time.GetUtcNow();
        var today = environment.DayOf(now);
        if (_raised.TryGetValue(cause, out var day) && day == today)
        {
            return;
        }

        _raised[cause] = today;
        Follow(RaiseAsync(new Alert
        {
            Kind = kind,
            Severity = severity,
            Cause = cause,
            Message = message,
            ProviderId = providerId,
            CampaignId = campaignId,
            Day = today,
            RaisedAt = now,
        }));
    }

    /// <summary>Whatever was raised under a cause is over. Costs nothing where nothing was raised in this process.</summary>
    public void Clear(string cause)
    {
        if (_raised.TryRemove(cause, out _))
        {
            Follow(ClearAsync(cause, time.GetUtcNow()));
        }
    }

    /// <summary>Ends when every alert that was raised or cleared so far is stored and told.</summary>
    public Task FlushAsync() => Task.WhenAll(_open.Keys);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await FlushAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private void Follow(Task task)
    {
        _open[task] = true;
        _ = task.ContinueWith(ended => _open.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task ClearAsync(string cause, DateTimeOffset at)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await store.ClearAsync(cause, at, _stopping.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // As below: what is told about sending must never stop the sending.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotCleared(logger, cause, exception);
        }
    }

    private async Task RaiseAsync(Alert alert)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (await store.AddAsync(alert, _stopping.Token).ConfigureAwait(false) is not { } stored)
            {
                return;
            }

            LogRaised(logger, stored.Severity, stored.Kind, stored.Message);
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                foreach (var handler in scope.ServiceProvider.GetServices<ICommunicationEvents>())
                {
                    await TellAsync(handler, stored).ConfigureAwait(false);
                }
            }
        }
#pragma warning disable CA1031 // What is told about sending must never stop the sending.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _raised.TryRemove(alert.Cause, out _);
            LogNotRaised(logger, alert.Kind, exception);
        }
    }

    private async Task TellAsync(ICommunicationEvents handler, Alert alert)
    {
        try
        {
            await handler.OnAlertAsync(alert, _stopping.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A handler is the host's code: one that fails is no reason not to tell the next.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogHandlerFailed(logger, handler.GetType().Name, alert.Kind, exception);
        }
    }

    [LoggerMessage(1301, LogLevel.Warning, "Alert ({Severity}, {Kind}): {Message}")]
    private static partial void LogRaised(ILogger logger, AlertSeverity severity, AlertKind kind, string message);

    [LoggerMessage(1302, LogLevel.Error, "An alert of the kind {Kind} could not be stored.")]
    private static partial void LogNotRaised(ILogger logger, AlertKind kind, Exception exception);

    [LoggerMessage(1303, LogLevel.Error, "{Handler} failed on an alert of the kind {Kind}.")]
    private static partial void LogHandlerFailed(ILogger logger, string handler, AlertKind kind, Exception exception);

    [LoggerMessage(1305, LogLevel.Error, "That {Cause} is over could not be stored.")]
    private static partial void LogNotCleared(ILogger logger, string cause, Exception exception);
}
