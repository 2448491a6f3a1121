using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Outbox;

/// <summary>
/// What has to be looked after beside the messages that are due: those whose process died, those that are uncertain,
/// cancelled, or wait for a provider that may have opened, and campaigns.
/// </summary>
internal sealed class DispatchSweep(
    IOutboxStore store,
    LeaseWatch leases,
    CampaignSweep campaigns,
    CampaignDispatch dispatch,
    ProviderCatalogue catalogue,
    FreedPlaces freed,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time)
{
    private const int Portion = 500;

    private DateTimeOffset _sweptAt = DateTimeOffset.MinValue;
    private string? _revision;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await leases.LookAfterAsync(cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        if (now - _sweptAt < options.CurrentValue.Dispatcher.PollInterval)
        {
            return;
        }

        _sweptAt = now;
        await store.ReleaseUncertainAsync(now, cancellationToken).ConfigureAwait(false);
        await store.ApplyCancellationsAsync(now, cancellationToken).ConfigureAwait(false);
        await ReleaseWaitingAsync(now, cancellationToken).ConfigureAwait(false);
        await campaigns.RunAsync(cancellationToken).ConfigureAwait(false);
        dispatch.Forget();
    }

    private async Task ReleaseWaitingAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var revision = await catalogue.GetRevisionAsync(cancellationToken).ConfigureAwait(false);
        var isChanged = _revision is not null && _revision != revision;
        _revision = revision;
        foreach (var channel in Enum.GetValues<MessageChannel>())
        {
            var places = freed.Take(channel);
            if (isChanged || places > 0)
            {
                dispatch.ReleaseHeld();
            }

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
}
