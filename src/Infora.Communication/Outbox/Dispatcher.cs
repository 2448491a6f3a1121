using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Outbox;

/// <summary>
/// Sends what is queued: claims due messages under a lease, as many as there is room for, and looks again when one is
/// queued here, when one is done, or after a while.
/// </summary>
internal sealed partial class Dispatcher(
    IMessageStore store,
    ICampaignStore campaigns,
    DispatchGroups groups,
    QueuedDelivery delivery,
    DispatchSignal signal,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time,
    ILogger<Dispatcher> logger) : BackgroundService
{
    private readonly Dictionary<Guid, Task> _inFlight = [];
    private DateTimeOffset _leasesCheckedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _campaignsAdvancedAt = DateTimeOffset.MinValue;

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
                await LookAsync(stoppingToken).ConfigureAwait(false);
                failures = 0;
                await signal.WaitAsync(options.CurrentValue.Dispatcher.PollInterval, time, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // A store that is away for a while must not end the sending for good.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                var pause = TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, failures++)));
                LogStoreFailed(logger, pause, exception);
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // Shutdown drains: what is in the air ends and is recorded, within the host's shutdown time.
        await Task.WhenAll(_inFlight.Values).ConfigureAwait(false);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await KeepLeasesAsync(cancellationToken).ConfigureAwait(false);
        var settings = options.CurrentValue.Dispatcher;
        while (true)
        {
            Sweep();
            var room = settings.MaxInFlight - _inFlight.Count;
            if (room < Math.Max(1, settings.MaxInFlight / 4))
            {
                // Claims of many rows cost little more than claims of one.
                return;
            }

            var now = time.GetUtcNow();
            var claimed = await store.ClaimDueAsync(room, now, now + settings.Lease, cancellationToken).ConfigureAwait(false);
            foreach (var group in await groups.DivideAsync(claimed, cancellationToken).ConfigureAwait(false))
            {
                var run = RunAsync(group);
                foreach (var message in group)
                {
                    _inFlight.Add(message.State.Id, run);
                }
            }

            if (claimed.Count < room)
            {
                break;
            }
        }

        await AdvanceCampaignsAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task AdvanceCampaignsAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - _campaignsAdvancedAt >= options.CurrentValue.Dispatcher.PollInterval)
        {
            _campaignsAdvancedAt = now;
            await campaigns.AdvanceAsync(now, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(IReadOnlyList<StoredMessage> group)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await delivery.DeliverAsync(group).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The messages stay under their lease and are found again when that ends.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogDeliveryFailed(logger, group[0].State.Id, group.Count, exception);
        }

        signal.Raise();
    }

    private void Sweep()
    {
        foreach (var id in _inFlight.Where(pair => pair.Value.IsCompleted).Select(pair => pair.Key).ToList())
        {
            _inFlight.Remove(id);
        }
    }

    private async Task KeepLeasesAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var lease = options.CurrentValue.Dispatcher.Lease;
        if (now - _leasesCheckedAt < lease / 3)
        {
            return;
        }

        _leasesCheckedAt = now;
        Sweep();
        if (_inFlight.Count > 0)
        {
            await store.ExtendLeasesAsync([.. _inFlight.Keys], now + lease, cancellationToken).ConfigureAwait(false);
        }

        var abandoned = await store.ExpireLeasesAsync(now, cancellationToken).ConfigureAwait(false);
        if (abandoned > 0)
        {
            LogAbandoned(logger, abandoned);
        }
    }

    [LoggerMessage(1201, LogLevel.Error, "Queued messages could not be read or written; trying again in {Pause}.")]
    private static partial void LogStoreFailed(ILogger logger, TimeSpan pause, Exception exception);

    [LoggerMessage(1202, LogLevel.Error, "The outcomes of {Count} messages, {MessageId} first, could not be recorded; they become uncertain when their lease ends.")]
    private static partial void LogDeliveryFailed(ILogger logger, Guid messageId, int count, Exception exception);

    [LoggerMessage(1203, LogLevel.Warning, "{Count} messages were being sent by a process that is gone; they are uncertain now.")]
    private static partial void LogAbandoned(ILogger logger, int count);
}
