using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>
/// Where accepted messages are put: into the store, or into a transaction of the host's, which the Entity Framework add-on
/// does for a host's own context.
/// </summary>
public interface IOutboxWriter
{
    /// <summary>Puts messages there, all that can be or none. Those whose channel and idempotency key are taken are left out.</summary>
    /// <returns>For each message, in their order, the one that is there and whether it is the one given.</returns>
    Task<IReadOnlyList<(StoredMessage Message, bool Added)>> AddAsync(IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken);

    /// <summary>The message that is there under an idempotency key of a channel, or null.</summary>
    Task<StoredMessage?> FindByKeyAsync(MessageChannel channel, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Cancels the messages under a correlation key that have not left.</summary>
    Task CancelAsync(string correlationKey, DateTimeOffset now, CancellationToken cancellationToken);
}
