namespace Infora.Communication.Outbox;

/// <summary>
/// Finds messages in a state that no step leads on from, of which there must never be one. An <see cref="IOutboxStore"/>
/// that implements it too is asked by the health check, so that it has to be quick also over millions of messages.
/// </summary>
public interface IOutboxAudit
{
    /// <summary>Looks for such messages.</summary>
    /// <param name="leaseEndedBefore">Messages that are being sent under a lease that ended before this were found by nobody.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<OutboxAudit> AuditAsync(DateTimeOffset leaseEndedBefore, CancellationToken cancellationToken);
}
