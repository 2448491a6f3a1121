using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Outbox;

/// <summary>Looks for what is due: when something is queued here, when something is done, or after a while.</summary>
internal sealed partial class Dispatcher(
    MessageDispatcher dispatcher,
    IDispatchTrigger trigger,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time,
    ILogger<Dispatcher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.CurrentValue.Dispatcher.Enabled)
        {
            return;
        }

        // Yields, so that the host starts whatever the first look at the store costs.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await dispatcher.LookAsync(stoppingToken).ConfigureAwait(false);
                failures = 0;
                await trigger.WaitAsync(dispatcher.Pause, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // A store that is away for a while must not end the sending for good.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                var pause = TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, Math.Min(failures++, 5))));
                LogStoreFailed(logger, pause, exception);
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // Shutdown drains: what is in the air ends and is recorded, within the host's shutdown time.
        await dispatcher.DrainAsync().ConfigureAwait(false);
    }

    [LoggerMessage(1201, LogLevel.Error, "Queued messages could not be read or written; trying again in {Pause}.")]
    private static partial void LogStoreFailed(ILogger logger, TimeSpan pause, Exception exception);
}
