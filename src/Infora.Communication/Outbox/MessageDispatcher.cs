using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Outbox;

/// <summary>Claims due messages under a lease, a little ahead of the slots that they are delivered in, and delivers them at once.</summary>
internal sealed partial class MessageDispatcher(
    IOutboxStore store,
    DispatchGroups groups,
    QueuedDelivery delivery,
    DispatchSweep sweep,
    CampaignDispatch campaigns,
    SendingState sending,
    FreedPlaces freed,
    MessagesInFlight inFlight,
    DeliverySlots slots,
    IDispatchTrigger trigger,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time,
    ILogger<MessageDispatcher> logger) : IMessageDispatcher, IDisposable
{
    /// <summary>How often messages of high priority are looked for while there is little room: a claim of few costs as much as one of many.</summary>
    private static readonly TimeSpan UrgentInterval = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _oneLook = new(1, 1);
    private DateTimeOffset? _nextLookAt;
    private DateTimeOffset _urgentAt = DateTimeOffset.MinValue;

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
            _nextLookAt = Earlier(_nextLookAt, campaigns.NextLookAt);
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
            var mostClaimed = inFlight.MostClaimed(settings.MaxInFlight);
            var room = inFlight.RoomIn(mostClaimed);
            if (room.For(MessagePriority.Normal) < Math.Max(1, mostClaimed / 4))
            {
                // Claims of many rows cost little more than claims of one.
                return total + await ClaimUrgentAsync(room.Total, settings.Lease, cancellationToken).ConfigureAwait(false);
            }

            var most = Math.Min(room.Total, settings.MaxInFlight);
            var claimed = await ClaimAsync(room with { Total = most }, settings.Lease, cancellationToken).ConfigureAwait(false);
            total += claimed;
            if (claimed < most)
            {
                return total;
            }
        }
    }

    /// <summary>What is kept for high priority is less than others wait for.</summary>
    private async Task<int> ClaimUrgentAsync(int room, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (room is 0)
        {
            return 0;
        }

        if (now - _urgentAt < UrgentInterval)
        {
            _nextLookAt = _urgentAt + UrgentInterval;
            return 0;
        }

        _urgentAt = now;
        return await ClaimAsync(new ClaimRoom(room, 0, 0), lease, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> ClaimAsync(ClaimRoom room, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var claimed = await store.ClaimDueAsync(room, now, now + lease, cancellationToken).ConfigureAwait(false);
        foreach (var group in await groups.DivideAsync(claimed, cancellationToken).ConfigureAwait(false))
        {
            Start(new DispatchGroup(group), cancellationToken);
        }

        return claimed.Count;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one < other ? one : other ?? one;

    private void Start(DispatchGroup group, CancellationToken stopping) => inFlight.Add(group, RunAsync(group, stopping));

    private async Task RunAsync(DispatchGroup group, CancellationToken stopping)
    {
        // In the order of the claims, which the pool of threads would not keep.
        var turn = group.After > TimeSpan.Zero ? WaitAsync(group, stopping) : slots.EnterAsync(group, stopping);
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var messages = group.Messages;
        try
        {
            await turn.ConfigureAwait(false);
            var delivered = await DeliverAsync(group, stopping).ConfigureAwait(false);
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

    private async Task WaitAsync(DispatchGroup group, CancellationToken stopping)
    {
        await Task.Delay(group.After, time, stopping).ConfigureAwait(false);
        await slots.EnterAsync(group, stopping).ConfigureAwait(false);
    }

    private async Task<DeliveredGroup> DeliverAsync(DispatchGroup group, CancellationToken stopping)
    {
        try
        {
            return await delivery.DeliverAsync(group.Messages, stopping).ConfigureAwait(false);
        }
        finally
        {
            slots.Leave(group);
        }
    }

    [LoggerMessage(1202, LogLevel.Error, "The delivery of {Count} messages, {MessageId} first, failed; they are looked at again when their lease ends.")]
    private static partial void LogDeliveryFailed(ILogger logger, Guid messageId, int count, Exception exception);

    [LoggerMessage(1205, LogLevel.Information, "{Count} messages were claimed and not handed over when the host ended; they go back to the queue.")]
    private static partial void LogReleased(ILogger logger, int count);
}
