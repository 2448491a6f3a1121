using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Transactions;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>
/// Wakes the dispatcher when a host's context has committed messages. Where the commit cannot be seen, such as that of a
/// transaction which is the host's connection's, the dispatcher finds them when it looks next.
/// </summary>
/// <param name="trigger">Gives what wakes the dispatcher; it may need the host's context itself, and so is asked for late.</param>
internal sealed class HostCommits(Func<IDispatchTrigger> trigger) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private static readonly ConditionalWeakTable<DbContext, Expectation> Expected = [];

    /// <summary>The context has messages to store.</summary>
    public static void Expect(DbContext context) => Expected.GetOrCreateValue(context).IsUnsaved = true;

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        OnSaved(eventData.Context);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        OnSaved(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        OnEnded(eventData.Context, isCommitted: true);

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        OnEnded(eventData.Context, isCommitted: true);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) =>
        OnEnded(eventData.Context, isCommitted: false);

    public Task TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        OnEnded(eventData.Context, isCommitted: false);
        return Task.CompletedTask;
    }

    /// <summary>Without a transaction of the host's, saving is committing.</summary>
    private void OnSaved(DbContext? context)
    {
        if (context is null || !Expected.TryGetValue(context, out var expectation) || !expectation.IsUnsaved)
        {
            return;
        }

        (expectation.IsUnsaved, expectation.IsSaved) = (false, true);
        if (context.Database.CurrentTransaction is null && Transaction.Current is null)
        {
            OnEnded(context, isCommitted: true);
        }
    }

    private void OnEnded(DbContext? context, bool isCommitted)
    {
        if (context is null || !Expected.TryGetValue(context, out var expectation) || !expectation.IsSaved)
        {
            return;
        }

        expectation.IsSaved = false;
        if (isCommitted)
        {
            trigger().Raise();
        }
    }

    private sealed class Expectation
    {
        /// <summary>Something was queued that is not saved.</summary>
        public bool IsUnsaved { get; set; }

        /// <summary>Something is saved that is not committed.</summary>
        public bool IsSaved { get; set; }
    }
}
