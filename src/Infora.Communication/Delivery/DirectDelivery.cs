using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Suppressions;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Delivery;

/// <summary>Records a message, delivers it while the caller waits, and records what came of it.</summary>
internal sealed class DirectDelivery(
    IMessageStore store,
    SuppressionCheck suppressions,
    MessageDelivery delivery,
    OutcomeWriter outcomes,
    DeliveryAlerts alerts,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time)
{
    /// <summary>More attempts than one caller waits for: a message that is still sending after them was abandoned.</summary>
    private const int MostAttempts = 10;

    private static readonly SendError Paused = new(ErrorCode.Unavailable, "All sending is switched off.", Permanent: false)
    {
        Hint = "Switch it on with PUT /sending, or queue the message: it goes out as soon as the switch is on.",
    };

    public async Task<SendResult> SendAsync(StoredMessage message, CancellationToken cancellationToken)
    {
        var finding = (await suppressions.AskAsync([message], cancellationToken).ConfigureAwait(false))[0];
        if (finding.Suppression is { } suppression)
        {
            return await SuppressAsync(message, suppression, cancellationToken).ConfigureAwait(false);
        }

        var lease = options.CurrentValue.Dispatcher.Lease + (options.CurrentValue.ProviderTimeout * MostAttempts);

        // The caller hears that it is uncertain and decides: it is never sent again behind the caller's back.
        message = message with
        {
            State = message.State with { LeasedUntil = message.State.QueuedAt + lease, Claim = 1, UncertainDelivery = UncertainDelivery.Hold },
        };
        await store.AddAsync(message, cancellationToken).ConfigureAwait(false);
        var outcome = (await delivery.DeliverAsync([finding.Message with { State = message.State }], cancellationToken, cancellationToken).ConfigureAwait(false))[0];
        if (outcome.Disposition is DeliveryDisposition.Released && cancellationToken.IsCancellationRequested)
        {
            var cancelled = MessageCompletion.Cancelled(message.State, time.GetUtcNow());
            var happened = cancelled.Events[0] with { Detail = "The caller cancelled before it was handed over." };
            await outcomes.WriteAsync([cancelled with { Events = [happened] }]).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        outcome = outcome.Disposition is DeliveryDisposition.Released ? outcome with { Error = Paused } : outcome;
        outcome = outcome with { Detail = outcome.Detail ?? finding.Detail };
        await outcomes.WriteAsync([Settlement.Final(message.State, outcome, time.GetUtcNow())]).ConfigureAwait(false);
        alerts.OnOutcome(outcome);
        return new SendResult
        {
            Status = outcome.Status,
            MessageId = message.State.Id,
            ProviderId = outcome.Provider?.Id,
            Provider = outcome.Provider?.Name,
            ProviderMessageId = outcome.ProviderMessageId,
            Segments = outcome.Segments ?? message.State.Segments,
            Cost = outcome.Cost,
            Error = outcome.Error,
        };
    }

    private async Task<SendResult> SuppressAsync(StoredMessage message, Suppression suppression, CancellationToken cancellationToken)
    {
        var state = Settlement.Suppressed(message.State, suppression, time.GetUtcNow()).State;
        await store.AddAsync(message with { State = state }, cancellationToken).ConfigureAwait(false);
        return new SendResult { Status = SendStatus.Suppressed, MessageId = state.Id, Error = state.Error };
    }
}
