using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>What sending asks of the database; each step is a transaction that holds for all processes.</summary>
internal sealed class EntityFrameworkOutboxStore(CommunicationDatabase database, TimeProvider time) : IOutboxStore, IOutboxAudit
{
    public Task<IReadOnlyList<StoredMessage>> ClaimDueAsync(
        ClaimRoom room, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (context, token) =>
            {
                var claimed = await MessageLeases.ClaimAsync(context, room, now, leaseUntil, token).ConfigureAwait(false);
                return await claimed.WithContentAsync(context, token).ConfigureAwait(false);
            },
            cancellationToken);

    public Task<IReadOnlyList<StoredMessage>> TakeOverAsync(
        int limit, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (context, token) =>
            {
                var abandoned = await MessageLeases.TakeOverAsync(context, limit, now, leaseUntil, token).ConfigureAwait(false);
                return await abandoned.WithContentAsync(context, token).ConfigureAwait(false);
            },
            cancellationToken);

    public Task ExtendLeasesAsync(IReadOnlyList<MessageClaim> claims, DateTimeOffset leaseUntil, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (context, token) => DatabaseDialect.Of(context).ExtendLeasesAsync(context, claims, leaseUntil, token), cancellationToken);

    public Task<Admission> AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (context, token) => DatabaseDialect.Of(context).AdmitAllAsync(context, request, token),
            (context, token) => DatabaseDialect.Of(context).AdmitAsync(context, request, token),
            cancellationToken);

    public Task CompleteAsync(IReadOnlyList<MessageCompletion> completions, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (context, token) => (await DatabaseDialect.Of(context).CompleteAtOnceAsync(context, completions, token).ConfigureAwait(false), true),
            async (context, token) =>
            {
                await DatabaseDialect.Of(context).CompleteAsync(context, completions, time.GetUtcNow(), token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    public Task<int> ReleaseUncertainAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync((context, token) => MessageReleases.UncertainAsync(context, now, token), cancellationToken);

    public Task<int> ReleaseWaitingAsync(MessageChannel channel, int limit, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync((context, token) => MessageReleases.WaitingAsync(context, channel, limit, now, token), cancellationToken);

    public Task<int> CancelAsync(string correlationKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync((context, token) => MessageCancellations.CancelAsync(context, correlationKey, now, token), cancellationToken);

    public async Task<int> ApplyCancellationsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isAny = await database.ReadAsync(
            (context, token) => context.Set<CancellationEntity>().AnyAsync(token), cancellationToken).ConfigureAwait(false);
        return isAny
            ? await database.WriteAsync((context, token) => MessageCancellations.ApplyAsync(context, now, token), cancellationToken).ConfigureAwait(false)
            : 0;
    }

    public Task<OutboxAudit> AuditAsync(DateTimeOffset leaseEndedBefore, CancellationToken cancellationToken) =>
        database.ReadAsync((context, token) => OutboxAudits.AuditAsync(context, leaseEndedBefore, token), cancellationToken);
}
