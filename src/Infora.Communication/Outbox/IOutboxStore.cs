using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>
/// What sending messages asks of the place where they are kept. It belongs to the same place as the
/// <see cref="IMessageStore"/>: the in-memory ones are used until the Entity Framework add-on or the host registers
/// others. Every method is safe to call from many threads and, where the place is shared, from many processes.
/// </summary>
public interface IOutboxStore
{
    /// <summary>
    /// Claims queued messages that are due: high priority first, then the longest due. They become
    /// <see cref="MessageStatus.Sending"/>, their <see cref="MessageRecord.Claim"/> is raised by one, and no other caller gets
    /// them before the lease ends.
    /// </summary>
    /// <param name="room">How many at most.</param>
    /// <param name="now">The time by which they are due.</param>
    /// <param name="leaseUntil">When the lease ends.</param>
    /// <param name="cancellationToken">Stops before they are claimed.</param>
    Task<IReadOnlyList<StoredMessage>> ClaimDueAsync(
        ClaimRoom room, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken);

    /// <summary>
    /// Takes over messages that are <see cref="MessageStatus.Sending"/> under a lease that ended before <paramref name="now"/>:
    /// whoever claimed them died. They stay <see cref="MessageStatus.Sending"/> under a new lease, with a raised claim.
    /// </summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="now">The time.</param>
    /// <param name="leaseUntil">When the new lease ends.</param>
    /// <param name="cancellationToken">Stops before they are taken over.</param>
    Task<IReadOnlyList<StoredMessage>> TakeOverAsync(
        int limit, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken);

    /// <summary>Extends the lease of messages that are still being sent under these claims.</summary>
    Task ExtendLeasesAsync(IReadOnlyList<MessageClaim> claims, DateTimeOffset leaseUntil, CancellationToken cancellationToken);

    /// <summary>
    /// The last step before messages leave, for all processes at once: in one transaction it sees that the switch is on,
    /// that the provider is as the caller knows it and open, that the claims still hold and were not cancelled, takes the
    /// places under the limits and notes on each message to whom it is handed over.
    /// </summary>
    Task<Admission> AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Writes what became of messages, with their attempts and events, all or none, and gives places back. Attempts and events
    /// are written in any case; the state where the message is still being sent under the claim that it names, is uncertain, or
    /// was handed over, is queued or being sent under a later claim, and the state is <see cref="MessageStatus.Sent"/>.
    /// </summary>
    Task CompleteAsync(IReadOnlyList<MessageCompletion> completions, CancellationToken cancellationToken);

    /// <summary>Makes uncertain messages due again whose time to be sent anew has come (<see cref="MessageRecord.NextAttemptAt"/>).</summary>
    /// <returns>How many there were.</returns>
    Task<int> ReleaseUncertainAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Makes queued messages due now that wait for a provider, since one may have opened.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="limit">How many at most; those first that are due first.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Stops before they are changed.</param>
    /// <returns>How many there were.</returns>
    Task<int> ReleaseWaitingAsync(MessageChannel channel, int limit, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Cancels the messages under a correlation key that were accepted until now and have not left. One that is being sent
    /// is cancelled if it has not been admitted yet, or comes back to the queue.
    /// </summary>
    /// <returns>How many are cancelled for certain.</returns>
    Task<int> CancelAsync(string correlationKey, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Carries out cancellations that were committed by others, and forgets those that can meet no message any more.</summary>
    /// <returns>How many messages were cancelled.</returns>
    Task<int> ApplyCancellationsAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
