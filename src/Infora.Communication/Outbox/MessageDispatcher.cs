using Infora.Communication.Campaigns;
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
    CampaignDispatch campaigns,
    SendingState sending,
    FreedPlaces freed,
    MessagesInFlight inFlight,
    IDispatchTrigger trigger,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time,
    ILogger<MessageDispatcher> logger) : IMessageDispatcher, IDisposable
{
    private readonly SemaphoreSlim _oneLook = new(1, 1);
    private DateTimeOffset? _nextLookAt;

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
            _nextLookAt = null;
            await sweep.RunAsync(cancellationToken).ConfigureAwait(false);
            if (await sending.IsPausedAsync(cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }

            var claimed = await ClaimAsync(cancellationToken).ConfigureAwait(false);
            claimed += await campaigns.ClaimAsync(group => Start(group, cancellationToken), cancellationToken).ConfigureAwait(false);
            _nextLookAt = campaigns.NextLookAt;
            return claimed;
        }
        finally
        {
            _oneLook.Release();
        }
    }

    /// <summary>How long the next look can wait, where nothing else calls for it: until a campaign's next turn at most.</summary>
    public TimeSpan Pause
    {
        get
        {
            var poll = options.CurrentValue.Dispatcher.PollInterval;
            return _nextLookAt is { } next && next - time.GetUtcNow() is var wait && wait < poll ? (wait > TimeSpan.Zero ? wait : TimeSpan.Zero) : poll;
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
                Start(new DispatchGroup(group), cancellationToken);
            }

            total += claimed.Count;
            if (claimed.Count < room.Total)
            {
                return total;
            }
        }
    }

    private void Start(DispatchGroup group, CancellationToken stopping) => inFlight.Add(group, RunAsync(group, stopping));

    private async Task RunAsync(DispatchGroup group, CancellationToken stopping)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var messages = group.Messages;
        try
        {
            if (group.After > TimeSpan.Zero)
            {
                await Task.Delay(group.After, time, stopping).ConfigureAwait(false);
            }

            var delivered = await delivery.DeliverAsync(messages, stopping).ConfigureAwait(false);
            if (delivered.FreedPlaces > 0)
            {
                freed.Add(messages[0].State.Channel, delivered.FreedPlaces);
            }

            if (group.CampaignId is { } campaign && delivered.AllWaitUntil is { } until)
            {
                campaigns.Hold(campaign, until);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogReleased(logger, messages.Count);
            await delivery.ReleaseAsync(messages).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The messages stay under their lease and are found again when that ends.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogDeliveryFailed(logger, messages[0].State.Id, messages.Count, exception);
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
