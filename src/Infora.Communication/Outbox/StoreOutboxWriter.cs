using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>Puts messages into the store before the call returns, and wakes the dispatcher.</summary>
internal sealed class StoreOutboxWriter(IMessageStore messages, IOutboxStore outbox, IDispatchTrigger trigger) : IOutboxWriter
{
    public async Task<IReadOnlyList<(StoredMessage Message, bool Added)>> AddAsync(
        IReadOnlyList<StoredMessage> accepted, CancellationToken cancellationToken)
    {
        var added = accepted is [var single]
            ? [await messages.AddAsync(single, cancellationToken).ConfigureAwait(false)]
            : await messages.AddRangeAsync(accepted, cancellationToken).ConfigureAwait(false);
        trigger.Raise();
        return added;
    }

    public Task<StoredMessage?> FindByKeyAsync(MessageChannel channel, string idempotencyKey, CancellationToken cancellationToken) =>
        messages.FindByKeyAsync(channel, idempotencyKey, cancellationToken);

    public Task CancelAsync(string correlationKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        outbox.CancelAsync(correlationKey, now, cancellationToken);
}
