using System.Diagnostics;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;

namespace Infora.Communication.CrashTests.Workers;

/// <summary>A store that kills its own process at one point, the n-th time that it comes there.</summary>
internal sealed class CrashingOutboxStore(IOutboxStore store, CrashPoint point, int call) : IOutboxStore
{
    private int _left = call;

    public async Task<IReadOnlyList<StoredMessage>> ClaimDueAsync(
        ClaimRoom room, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        var claimed = await store.ClaimDueAsync(room, now, leaseUntil, cancellationToken);
        DieAt(CrashPoint.AfterClaim, claimed.Count > 0);
        return claimed;
    }

    public Task<IReadOnlyList<StoredMessage>> TakeOverAsync(
        int limit, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken) =>
        store.TakeOverAsync(limit, now, leaseUntil, cancellationToken);

    public Task ExtendLeasesAsync(IReadOnlyList<MessageClaim> claims, DateTimeOffset leaseUntil, CancellationToken cancellationToken) =>
        store.ExtendLeasesAsync(claims, leaseUntil, cancellationToken);

    public async Task<Admission> AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        var admission = await store.AdmitAsync(request, cancellationToken);
        DieAt(CrashPoint.AfterAdmission, admission.Granted.Count > 0);
        return admission;
    }

    public async Task CompleteAsync(IReadOnlyList<MessageCompletion> completions, CancellationToken cancellationToken)
    {
        DieAt(CrashPoint.BeforeTheOutcomeIsStored, isThere: true);
        await store.CompleteAsync(completions, cancellationToken);
        DieAt(CrashPoint.AfterTheOutcomeIsStored, isThere: true);
    }

    public Task<int> ReleaseUncertainAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        store.ReleaseUncertainAsync(now, cancellationToken);

    public Task<int> ReleaseWaitingAsync(MessageChannel channel, int limit, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.ReleaseWaitingAsync(channel, limit, now, cancellationToken);

    public Task<int> CancelAsync(string correlationKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.CancelAsync(correlationKey, now, cancellationToken);

    public Task<int> ApplyCancellationsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        store.ApplyCancellationsAsync(now, cancellationToken);

    private void DieAt(CrashPoint here, bool isThere)
    {
        if (here == point && isThere && Interlocked.Decrement(ref _left) is 0)
        {
            // SIGKILL, as `kill -9` sends it: nothing is flushed, nobody is asked.
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
