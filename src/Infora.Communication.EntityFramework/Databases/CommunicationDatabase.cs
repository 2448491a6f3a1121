using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.EntityFramework.Databases;

/// <summary>
/// Runs each operation of the stores in a scope and a context of its own: the stores are singletons, and a host's unit of
/// work is never saved by them.
/// </summary>
internal sealed class CommunicationDatabase(IServiceScopeFactory scopes, CommunicationContextType contextType) : IDisposable
{
    private readonly SemaphoreSlim _oneWriter = new(1, 1);

    public async Task<T> ReadAsync<T>(
        Func<DbContext, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            return await read(contextType.Resolve(scope.ServiceProvider), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a write in a transaction, again where the host's execution strategy says so.</summary>
    public Task<T> WriteAsync<T>(
        Func<DbContext, CancellationToken, Task<T>> write, CancellationToken cancellationToken) => ReadAsync(
        (context, token) => WriteInTransactionAsync(context, write, token), cancellationToken);

    /// <summary>Runs a write in a transaction, again where the host's execution strategy says so.</summary>
    public Task WriteAsync(Func<DbContext, CancellationToken, Task> write, CancellationToken cancellationToken) => WriteAsync(
        async (context, token) =>
        {
            await write(context, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>
    /// Runs a write that a database with many writers may be able to do in one round trip, which is a transaction by itself; and in
    /// a transaction where it is not done.
    /// </summary>
    public Task<T> WriteAsync<T>(
        Func<DbContext, CancellationToken, Task<(bool IsDone, T Result)>> writeAtOnce,
        Func<DbContext, CancellationToken, Task<T>> write,
        CancellationToken cancellationToken) => ReadAsync(
        async (context, token) =>
        {
            var (isDone, result) = DatabaseDialect.Of(context).HasOneWriter
                ? default
                : await AtOnceAsync(context, writeAtOnce, token).ConfigureAwait(false);
            return isDone ? result : await WriteInTransactionAsync(context, write, token).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Runs a write that holds others off a table, so that what it read stays true until it is done.</summary>
    public Task<T> WriteAloneAsync<TEntity, T>(
        Func<DbContext, CancellationToken, Task<T>> write, CancellationToken cancellationToken) => WriteAsync(
        async (context, token) =>
        {
            await DatabaseDialect.Of(context).LockAsync<TEntity>(context, token).ConfigureAwait(false);
            return await write(context, token).ConfigureAwait(false);
        },
        cancellationToken);

    public void Dispose() => _oneWriter.Dispose();

    private Task<T> WriteInTransactionAsync<T>(
        DbContext context, Func<DbContext, CancellationToken, Task<T>> write, CancellationToken cancellationToken) =>
        DatabaseDialect.Of(context).HasOneWriter
            ? InTurnAsync(() => InTransactionAsync(context, write, cancellationToken), cancellationToken)
            : InTransactionAsync(context, write, cancellationToken);

    private static async Task<T> AtOnceAsync<T>(
        DbContext context, Func<DbContext, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        return await context.Database.CreateExecutionStrategy().ExecuteAsync(RunAsync, cancellationToken).ConfigureAwait(false);

        async Task<T> RunAsync(CancellationToken token)
        {
            await context.Database.OpenConnectionAsync(token).ConfigureAwait(false);
            try
            {
                return await write(context, token).ConfigureAwait(false);
            }
            finally
            {
                await context.Database.CloseConnectionAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task<T> InTransactionAsync<T>(
        DbContext context, Func<DbContext, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        return await context.Database.CreateExecutionStrategy().ExecuteAsync(TransactAsync, cancellationToken).ConfigureAwait(false);

        async Task<T> TransactAsync(CancellationToken token)
        {
            context.ChangeTracker.Clear();
            var transaction = await context.Database.BeginTransactionAsync(token).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var result = await write(context, token).ConfigureAwait(false);
                await transaction.CommitAsync(token).ConfigureAwait(false);
                return result;
            }
        }
    }

    /// <summary>A writer that waits inside SQLite blocks its thread and has no place in a queue; here it has both.</summary>
    private async Task<T> InTurnAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken)
    {
        await _oneWriter.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await write().ConfigureAwait(false);
        }
        finally
        {
            _oneWriter.Release();
        }
    }
}
