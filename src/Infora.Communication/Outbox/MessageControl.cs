using Infora.Communication.Campaigns;
using Infora.Communication.Delivery;
using Infora.Communication.Messages;
using Infora.Communication.Suppressions;

namespace Infora.Communication.Outbox;

/// <summary>What a person or an application can do about one message: take it back, send it anew, settle an uncertain one.</summary>
public sealed class MessageControl
{
    private readonly IMessageStore _store;
    private readonly CampaignControl _campaigns;
    private readonly SuppressionCheck _suppressions;
    private readonly IDispatchTrigger _trigger;
    private readonly TimeProvider _time;

    internal MessageControl(
        IMessageStore store, CampaignControl campaigns, SuppressionCheck suppressions, IDispatchTrigger trigger, TimeProvider time) =>
        (_store, _campaigns, _suppressions, _trigger, _time) = (store, campaigns, suppressions, trigger, time);

    /// <summary>
    /// Takes back a message that is queued. One that waits to be sent again since a provider may have it is not sent again,
    /// and is uncertain as before; one that is being sent, or was, is left as it is.
    /// </summary>
    /// <param name="id">The message.</param>
    /// <param name="cancellationToken">Stops before it is changed.</param>
    public async Task<MessageControlResult> CancelAsync(Guid id, CancellationToken cancellationToken = default)
    {
        var changed = await _store.ChangeAsync(
            id,
            message => message.Status is MessageStatus.Queued ? MessageCompletion.Cancelled(message, _time.GetUtcNow()) : null,
            cancellationToken).ConfigureAwait(false);
        return ResultOf(changed, $"Only a queued message can be cancelled; this one is {StatusOf(changed.Message)}.");
    }

    /// <summary>
    /// Sends a failed message anew, with all the tries that a new one has. Its attempts stay on record. One whose recipient
    /// was suppressed meanwhile ends <see cref="MessageStatus.Suppressed"/>.
    /// </summary>
    /// <param name="id">The message.</param>
    /// <param name="cancellationToken">Stops before it is changed.</param>
    public async Task<MessageControlResult> RetryAsync(Guid id, CancellationToken cancellationToken = default)
    {
        var found = await _store.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (found?.State.Status is MessageStatus.Failed && await ReasonNotToSendAsync(found, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            return MessageControlResult.NotAllowed(found, reason);
        }

        var suppression = found is null ? null : await _suppressions.FindAsync(found, cancellationToken).ConfigureAwait(false);
        var changed = await _store.ChangeAsync(
            id,
            message => message.Status is not MessageStatus.Failed ? null
                : suppression is null ? MessageCompletion.SentAnew(message, _time.GetUtcNow())
                : Settlement.Suppressed(message with { PriceDueAt = null }, suppression, _time.GetUtcNow()),
            cancellationToken).ConfigureAwait(false);
        return await WakeAsync(ResultOf(changed, $"Only a failed message can be sent anew; this one is {StatusOf(changed.Message)}."), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Settles a message whose delivery is uncertain, for somebody who has found out what became of it.</summary>
    /// <param name="id">The message.</param>
    /// <param name="outcome">What became of it; one that was not sent is sent now, by any provider.</param>
    /// <param name="cancellationToken">Stops before it is changed.</param>
    public async Task<MessageControlResult> ResolveAsync(Guid id, UncertainOutcome outcome, CancellationToken cancellationToken = default)
    {
        var found = await _store.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (outcome is UncertainOutcome.NotSent && found?.State.Status is MessageStatus.Uncertain
            && await ReasonNotToSendAsync(found, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            return MessageControlResult.NotAllowed(found, reason);
        }

        var handedOverAt = await HandedOverAtAsync(id, cancellationToken).ConfigureAwait(false);
        var changed = await _store.ChangeAsync(
            id,
            message => message.Status is not MessageStatus.Uncertain ? null
                : outcome is UncertainOutcome.Sent ? Sent(message, handedOverAt)
                : NotSent(message),
            cancellationToken).ConfigureAwait(false);
        return await WakeAsync(ResultOf(changed, $"Only an uncertain message can be settled; this one is {StatusOf(changed.Message)}."), cancellationToken).ConfigureAwait(false);
    }

    private MessageCompletion NotSent(MessageRecord message)
    {
        var anew = MessageCompletion.SentAnew(message, _time.GetUtcNow());
        return anew with
        {
            State = anew.State with { CountedTries = message.CountedTries },
            Events = [anew.Events[0] with { Detail = "Settled by hand: it was not sent, and is sent now." }],
        };
    }

    private MessageCompletion Sent(MessageRecord message, DateTimeOffset? handedOverAt)
    {
        var now = _time.GetUtcNow();
        var state = message with
        {
            Status = MessageStatus.Sent,
            ProviderId = message.HandedTo ?? message.ProviderId,
            SentAt = handedOverAt ?? now,
            NextAttemptAt = null,
            WaitingFor = null,
            Error = null,
            HandedTo = null,
        };
        return new MessageCompletion(state, [], [new MessageEvent("sent", now) { Detail = "Settled by hand: it was sent." }]);
    }

    /// <summary>When the provider had it in hand whose answer was lost: if it took the message, it was then.</summary>
    private async Task<DateTimeOffset?> HandedOverAtAsync(Guid id, CancellationToken cancellationToken)
    {
        var history = await _store.GetHistoryAsync(id, cancellationToken).ConfigureAwait(false);
        return history.Attempts.LastOrDefault(attempt => attempt.Outcome is SendStatus.Uncertain) is { } attempt
            ? attempt.StartedAt + attempt.Duration
            : null;
    }

    private async Task<string?> ReasonNotToSendAsync(StoredMessage message, CancellationToken cancellationToken) =>
        message.Content is null ? "Its content is past its retention; queue it as a new message."
        : message.State.ExpiresAt <= _time.GetUtcNow() ? "Its expires_at has passed; queue it as a new message."
        : message.State.CampaignId is { } campaign && await _campaigns.IsCancelledAsync(message.State.Channel, campaign, cancellationToken).ConfigureAwait(false)
            ? "Its campaign was cancelled; queue it as a new message."
        : null;

    /// <summary>A message is sent again: its campaign goes on for it, where it is of one.</summary>
    private async Task<MessageControlResult> WakeAsync(MessageControlResult result, CancellationToken cancellationToken)
    {
        if (result.Message?.State is { Status: MessageStatus.Queued } state && result.Outcome is MessageControlOutcome.Done)
        {
            if (state.CampaignId is { } campaign)
            {
                await _campaigns.ReopenAsync(state.Channel, campaign, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                _trigger.Raise();
            }
        }

        return result;
    }

    private static MessageControlResult ResultOf((StoredMessage? Message, bool Changed) changed, string reason) => changed switch
    {
        (null, _) => new MessageControlResult { Outcome = MessageControlOutcome.NotFound },
        (var message, true) => new MessageControlResult { Outcome = MessageControlOutcome.Done, Message = message },
        var (message, _) => MessageControlResult.NotAllowed(message, reason),
    };

    private static string StatusOf(StoredMessage? message) => message is null ? "" : SnakeCase.Name(message.State.Status);
}
