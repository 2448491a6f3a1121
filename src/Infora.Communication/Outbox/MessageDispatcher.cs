using Infora.Communication.Messages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Outbox;

/// <summary>Claims due messages under a lease, as many as there is room for, and delivers them at once.</summary>
internal sealed partial class MessageDispatcher(
    IOutboxStore store,
    DispatchGroups groups,
    QueuedDelivery delivery,
    DispatchSweep sweep,
    SendingState sending,
    FreedPlaces freed,
    MessagesInFlight inFlight,
    IDispatchTrigger trigger,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time,
    ILogger<MessageDispatcher> logger) : IMessageDispatcher, IDisposable
{
    private readonly SemaphoreSlim _oneLook = new(1, 1);

    public async Task<int> DispatchAsync(CancellationToken cancellationToken = default)
    {
        var total = 0;
        int claimed;
        do
        {
            claimed = await LookAsync(cancellationToken).ConfigureAwait(false);
            total += claimed;
            await DrainAsync().ConfigureAwait(false);
        }
        while (claimed > 0);

        return total;
    }

    /// <summary>Starts the delivery of what is due, as far as there is room.</summary>
    /// <returns>How many messages were claimed.</returns>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        await _oneLook.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await sweep.RunAsync(cancellationToken).ConfigureAwait(false);
            return await sending.IsPausedAsync(cancellationToken).ConfigureAwait(false) ? 0 : await ClaimAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _oneLook.Release();
        }
    }

    /// <summary>Ends when everything that was in the air is recorded.</summary>
    public Task DrainAsync() => inFlight.WhenAll();

    public void Dispose() => _oneLook.Dispose();

    private async Task<int> ClaimAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        while (true)
        {
            var settings = options.CurrentValue.Dispatcher;
            var room = inFlight.RoomIn(settings.MaxInFlight);
            if (room.Total < Math.Max(1, settings.MaxInFlight / 4))
            {
                // Claims of many rows cost little more than claims of one.
                return total;
            }

            var now = time.GetUtcNow();
            var claimed = await store.ClaimDueAsync(room, now, now + settings.Lease, cancellationToken).ConfigureAwait(false);
            foreach (var group in await groups.DivideAsync(claimed, cancellationToken).ConfigureAwait(false))
            {
                inFlight.Add(group, RunAsync(group, cancellationToken));
            }

            total += claimed.Count;
            if (claimed.Count < room.Total)
            {
                return total;
            }
        }
    }

    private async Task RunAsync(IReadOnlyList<StoredMessage> group, CancellationToken stopping)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var places = await delivery.DeliverAsync(group, stopping).ConfigureAwait(false);
            if (places > 0)
            {
                freed.Add(group[0].State.Channel, places);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogReleased(logger, group.Count);
            await delivery.ReleaseAsync(group).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The messages stay under their lease and are found again when that ends.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogDeliveryFailed(logger, group[0].State.Id, group.Count, exception);
        }
        finally
        {
            inFlight.Remove(group);
            trigger.Raise();
        }
    }

    [LoggerMessage(1202, LogLevel.Error, "The delivery of {Count} messages, {MessageId} first, failed; they are looked at again when their lease ends.")]
    private static partial void LogDeliveryFailed(ILogger logger, Guid messageId, int count, Exception exception);

    [LoggerMessage(1205, LogLevel.Information, "{Count} messages were claimed and not handed over when the host ended; they go back to the queue.")]
    private static partial void LogReleased(ILogger logger, int count);
}
