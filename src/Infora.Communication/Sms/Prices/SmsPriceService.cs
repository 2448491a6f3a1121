using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Sms.Prices;

/// <summary>Looks for prices that are due, beside the dispatcher and not in it: a vendor that is slow to tell a price keeps no message waiting.</summary>
internal sealed partial class SmsPriceService(
    SmsPriceReader reader, IOptionsMonitor<CommunicationOptions> options, TimeProvider time, ILogger<SmsPriceService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.CurrentValue.Dispatcher.Enabled)
        {
            return;
        }

        while (true)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                stoppingToken.ThrowIfCancellationRequested();
                await reader.ReadDueAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A store that is away for a while must end neither the host nor the asking.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogStoreFailed(logger, Interval, exception);
            }
        }
    }

    [LoggerMessage(1211, LogLevel.Error, "Prices of messages could not be read or written; trying again in {Pause}.")]
    private static partial void LogStoreFailed(ILogger logger, TimeSpan pause, Exception exception);
}
