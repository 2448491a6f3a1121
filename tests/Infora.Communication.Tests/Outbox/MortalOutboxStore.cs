using System.Runtime.CompilerServices;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;

namespace Infora.Communication.Tests.Outbox;

/// <summary>A process's way to the shared store, which tells of each call, by its method, before it is made.</summary>
internal sealed class MortalOutboxStore(IOutboxStore store, Action<string> call) : IOutboxStore
{
    public Task<IReadOnlyList<StoredMessage>> ClaimDueAsync(
        ClaimRoom room, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken) =>
        On(() => store.ClaimDueAsync(room, now, leaseUntil, cancellationToken));

    public Task<IReadOnlyList<StoredMessage>> TakeOverAsync(
        int limit, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken) =>
        On(() => store.TakeOverAsync(limit, now, leaseUntil, cancellationToken));

    public Task ExtendLeasesAsync(IReadOnlyList<MessageClaim> claims, DateTimeOffset leaseUntil, CancellationToken cancellationToken) =>
        On(() => store.ExtendLeasesAsync(claims, leaseUntil, cancellationToken));

    public Task<Admission> AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken) =>
        On(() => store.AdmitAsync(request, cancellationToken));

    public Task CompleteAsync(IReadOnlyList<MessageCompletion> completions, CancellationToken cancellationToken) =>
        On(() => store.CompleteAsync(completions, cancellationToken));

    public Task<int> ReleaseUncertainAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        On(() => store.ReleaseUncertainAsync(now, cancellationToken));

    public Task<int> ReleaseWaitingAsync(MessageChannel channel, int limit, DateTimeOffset now, CancellationToken cancellationToken) =>
        On(() => store.ReleaseWaitingAsync(channel, limit, now, cancellationToken));

    public Task<int> CancelAsync(string correlationKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.CancelAsync(correlationKey, now, cancellationToken);

    public Task<int> ApplyCancellationsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        On(() => store.ApplyCancellationsAsync(now, cancellationToken));

    private T On<T>(Func<T> make, [CallerMemberName] string method = "")
    {
        call(method);
        return make();
    }
}
