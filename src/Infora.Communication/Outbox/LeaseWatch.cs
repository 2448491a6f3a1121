using Infora.Communication.Messages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Outbox;

/// <summary>
/// Renews the leases of what this process has in hand, whatever else it does, and takes over what processes left behind whose
/// leases ended.
/// </summary>
internal sealed partial class LeaseWatch(
    IOutboxStore store,
    QueuedDelivery delivery,
    MessagesInFlight inFlight,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time,
    ILogger<LeaseWatch> logger) : IDisposable
{
    private const int Portion = 500;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private Task? _renewals;
    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;
    private DateTimeOffset? _renewedAt;
    private bool _stoodStill;
    private bool _hasWaited;

    private TimeSpan Lease => options.CurrentValue.Dispatcher.Lease;

    /// <summary>Takes over what is abandoned, three times in a lease. One caller at a time.</summary>
    public async Task LookAfterAsync(CancellationToken cancellationToken)
    {
        _renewals ??= RenewAllTheTimeAsync();
        var now = time.GetUtcNow();
        if (now - _lookedAt < Lease / 3)
        {
            return;
        }

        _lookedAt = now;

        // Its own first, and by the same clock: a process that stood still must not take its own messages for abandoned.
        await RenewAsync(now, cancellationToken).ConfigureAwait(false);
        if (LetsOthersRenew())
        {
            LogStoodStill(logger, Lease / 3);
            return;
        }

        await TakeOverAsync(now, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
    }

    /// <summary>
    /// A look may be long in coming: a claim waits for the database, or a pass for its last message. The leases do not wait with it,
    /// also not while a host that stops drains what is in the air.
    /// </summary>
    private async Task RenewAllTheTimeAsync()
    {
        var ending = _ending.Token;
        while (true)
        {
            // What a timer can take, whatever the lease.
            var pause = TimeSpan.FromTicks(Math.Clamp(Lease.Ticks / 3, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerDay));
            await Task.Delay(pause, time, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
            if (ending.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await RenewAsync(time.GetUtcNow(), ending).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A store that is away for a while must not end the renewals for good.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogNotRenewed(logger, pause, exception);
            }
        }
    }

    private async Task RenewAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lease = Lease;
        lock (_gate)
        {
            // Renewals come three times in a lease: two that are missing are a process, a machine or a store that stood still.
            _stoodStill |= now - _renewedAt > 2 * lease / 3;
            _renewedAt = now;
        }

        if (inFlight.Claims() is { Count: > 0 } claims)
        {
            await store.ExtendLeasesAsync(claims, now + lease, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// What stopped this process may have stopped others, on the same machine or with the same database. They are alive, and get
    /// a third of the lease to say so; only once, so that what is abandoned is taken over in the end.
    /// </summary>
    private bool LetsOthersRenew()
    {
        lock (_gate)
        {
            _hasWaited = _stoodStill && !_hasWaited;
            _stoodStill = false;
            return _hasWaited;
        }
    }

    private async Task TakeOverAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredMessage> abandoned;
        do
        {
            abandoned = await store.TakeOverAsync(Portion, now, now + Lease, cancellationToken).ConfigureAwait(false);
            if (abandoned.Count > 0)
            {
                LogAbandoned(logger, abandoned.Count, abandoned.Count(message => message.State.HandedTo is not null));
                await delivery.SettleAbandonedAsync(abandoned, cancellationToken).ConfigureAwait(false);
            }
        }
        while (abandoned.Count is Portion);
    }

    [LoggerMessage(1203, LogLevel.Warning, "{Count} messages were being sent by a process that is gone; {HandedOver} of them may have been taken by their provider.")]
    private static partial void LogAbandoned(ILogger logger, int count, int handedOver);

    [LoggerMessage(1208, LogLevel.Warning, "The leases of messages in hand could not be renewed; trying again in {Pause}.")]
    private static partial void LogNotRenewed(ILogger logger, TimeSpan pause, Exception exception);

    [LoggerMessage(1209, LogLevel.Warning, "This process or its database stood still for most of a lease; messages of other processes are taken over in {Pause} at the earliest.")]
    private static partial void LogStoodStill(ILogger logger, TimeSpan pause);
}
