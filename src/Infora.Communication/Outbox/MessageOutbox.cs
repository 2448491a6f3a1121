using Infora.Communication.Delivery;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Sms;
using Infora.Communication.Suppressions;

namespace Infora.Communication.Outbox;

internal sealed class MessageOutbox(OutboxAcceptance acceptance, SuppressionCheck suppressions, IOutboxWriter writer, TimeProvider time) : IMessageOutbox
{
    public async Task<EnqueueResult> EnqueueAsync(
        EmailMessage message, EnqueueOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return (await EnqueueAsync([new OutboxEntry(message, options)], cancellationToken).ConfigureAwait(false))[0];
    }

    public async Task<EnqueueResult> EnqueueAsync(
        SmsMessage message, EnqueueOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return (await EnqueueAsync([new OutboxEntry(message, options)], cancellationToken).ConfigureAwait(false))[0];
    }

    public async Task<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var results = new EnqueueResult[entries.Count];
        var accepted = new List<(int Position, StoredMessage Message)>(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var (message, errors) = await acceptance.AcceptAsync(entries[i], cancellationToken).ConfigureAwait(false);
            if (message is null)
            {
                results[i] = await FindEarlierAsync(entries[i], cancellationToken).ConfigureAwait(false)
                    ?? new EnqueueResult { Outcome = EnqueueOutcome.Invalid, Errors = errors };
            }
            else
            {
                accepted.Add((i, message));
            }
        }

        if (accepted.Count > 0)
        {
            var marked = await WithSuppressedAsync([.. accepted.Select(entry => entry.Message)], cancellationToken).ConfigureAwait(false);
            var stored = await writer.AddAsync(marked, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < accepted.Count; i++)
            {
                results[accepted[i].Position] = ResultOf(marked[i], stored[i].Message, stored[i].Added);
            }
        }

        return results;
    }

    public Task CancelAsync(string correlationKey, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(correlationKey);
        return writer.CancelAsync(correlationKey, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>A repeated request gets its first answer, also where it would be refused now, since its template has changed or gone meanwhile.</summary>
    private async Task<EnqueueResult?> FindEarlierAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Options?.IdempotencyKey is not { Length: > 0 } key)
        {
            return null;
        }

        var channel = entry.Message is EmailMessage ? MessageChannel.Email : MessageChannel.Sms;
        var earlier = await writer.FindByKeyAsync(channel, key, cancellationToken).ConfigureAwait(false);
        return earlier is null ? null : Repeated(earlier, RequestFingerprint.Of(entry));
    }

    /// <summary>One whose recipient is not written to is stored as that and never queued.</summary>
    private async Task<IReadOnlyList<StoredMessage>> WithSuppressedAsync(IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken)
    {
        var findings = await suppressions.AskAsync(messages, cancellationToken).ConfigureAwait(false);
        return [.. messages.Zip(findings, (message, finding) => finding.Suppression is { } suppression
            ? message with { State = Settlement.Suppressed(message.State, suppression, time.GetUtcNow()).State }
            : message)];
    }

    private static EnqueueResult ResultOf(StoredMessage given, StoredMessage stored, bool added) => added
        ? new EnqueueResult { Outcome = EnqueueOutcome.Queued, Message = stored }
        : Repeated(stored, given.State.IdempotencyFingerprint);

    private static EnqueueResult Repeated(StoredMessage earlier, string? fingerprint) => earlier.State.IdempotencyFingerprint == fingerprint
        ? new EnqueueResult { Outcome = EnqueueOutcome.Replayed, Message = earlier }
        : new EnqueueResult { Outcome = EnqueueOutcome.KeyReused };
}
