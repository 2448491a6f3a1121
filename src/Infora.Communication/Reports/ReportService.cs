using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Reports;

/// <summary>Writes stored reports to their messages, in sets: when one comes in here, and after a while for those that others stored.</summary>
internal sealed partial class ReportService(
    IReportStore store,
    ReportJudge judge,
    ReportSignal signal,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time,
    ILogger<ReportService> logger) : BackgroundService
{
    private const int Portion = 1_000;

    /// <summary>How long reports gather after the first: a set costs little more than one, and whoever takes them in needs the machine too.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    /// <summary>Applies everything that is due.</summary>
    /// <returns>How many reports were taken.</returns>
    public async Task<int> ApplyDueAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        int taken;
        do
        {
            taken = await store.ApplyAsync(Portion, time.GetUtcNow(), judge.Judge, cancellationToken).ConfigureAwait(false);
            total += taken;
        }
        while (taken is Portion);

        return total;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.CurrentValue.Dispatcher.Enabled)
        {
            return;
        }

        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ApplyDueAsync(stoppingToken).ConfigureAwait(false);
                failures = 0;
                await signal.WaitAsync(options.CurrentValue.Dispatcher.PollInterval, stoppingToken).ConfigureAwait(false);
                await Task.Delay(Gathering, time, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A store that is away for a while must not end it for good: reports stay where they are.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                var pause = TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, Math.Min(failures++, 5))));
                LogStoreFailed(logger, pause, exception);
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(1901, LogLevel.Error, "Vendors' reports could not be written to their messages; trying again in {Pause}.")]
    private static partial void LogStoreFailed(ILogger logger, TimeSpan pause, Exception exception);
}
