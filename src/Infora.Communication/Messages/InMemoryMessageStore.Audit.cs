using Infora.Communication.Outbox;

namespace Infora.Communication.Messages;

/// <content>What the health check asks of it.</content>
internal sealed partial class InMemoryMessageStore : IOutboxAudit
{
    public Task<OutboxAudit> AuditAsync(DateTimeOffset leaseEndedBefore, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(new OutboxAudit
            {
                Undated = _messages.All.LongCount(message => message.State is { Status: MessageStatus.Queued, NextAttemptAt: null }),
                Abandoned = _messages.Sending.LongCount(message => message.LeaseUntil is null || message.LeaseUntil < leaseEndedBefore),
                Miscounted = _messages.All.LongCount(message => !Enum.IsDefined(message.State.Status)),
            });
        }
    }
}
