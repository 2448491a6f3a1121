using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Statistics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Outbox;

/// <summary>
/// What has to be looked after beside the messages that are due: those whose process died, those that are uncertain,
/// cancelled, or wait for a provider that may have opened, campaigns, and counters that are to be added up.
/// </summary>
internal sealed partial class DispatchSweep(
    IOutboxStore store,
    IMessageCounts counts,
    ICampaignStore campaigns,
    QueuedDelivery delivery,
    ProviderCatalogue catalogue,
    FreedPlaces freed,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time,
    ILogger<DispatchSweep> logger)
{
    private const int Portion = 500;
    private const int CountPortion = 5_000;

    private DateTimeOffset _sweptAt = DateTimeOffset.MinValue;
    private string? _revision;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - _sweptAt < options.CurrentValue.Dispatcher.PollInterval)
        {
            return;
        }

        _sweptAt = now;
        await store.ReleaseUncertainAsync(now, cancellationToken).ConfigureAwait(false);
        await store.ApplyCancellationsAsync(now, cancellationToken).ConfigureAwait(false);
        await ReleaseWaitingAsync(now, cancellationToken).ConfigureAwait(false);
        await campaigns.AdvanceAsync(now, cancellationToken).ConfigureAwait(false);
        while (await counts.FoldAsync(CountPortion, cancellationToken).ConfigureAwait(false) is CountPortion)
        {
        }
    }

    /// <summary>Settles what processes left behind whose leases ended before <paramref name="now"/>.</summary>
    public async Task TakeOverAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredMessage> abandoned;
        do
        {
            abandoned = await store.TakeOverAsync(Portion, now, now + options.CurrentValue.Dispatcher.Lease, cancellationToken).ConfigureAwait(false);
            if (abandoned.Count > 0)
            {
                LogAbandoned(logger, abandoned.Count, abandoned.Count(message => message.State.HandedTo is not null));
                await delivery.SettleAbandonedAsync(abandoned, cancellationToken).ConfigureAwait(false);
            }
        }
        while (abandoned.Count is Portion);
    }

    private async Task ReleaseWaitingAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var revision = await catalogue.GetRevisionAsync(cancellationToken).ConfigureAwait(false);
        var isChanged = _revision is not null && _revision != revision;
        _revision = revision;
        foreach (var channel in Enum.GetValues<MessageChannel>())
        {
            var places = freed.Take(channel);
            await ReleaseAsync(channel, isChanged ? int.MaxValue : places, now, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReleaseAsync(MessageChannel channel, int places, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (places > 0)
        {
            var released = await store.ReleaseWaitingAsync(channel, Math.Min(Portion, places), now, cancellationToken).ConfigureAwait(false);
            places = released is Portion ? places - released : 0;
        }
    }

    [LoggerMessage(1203, LogLevel.Warning, "{Count} messages were being sent by a process that is gone; {HandedOver} of them may have been taken by their provider.")]
    private static partial void LogAbandoned(ILogger logger, int count, int handedOver);
}
