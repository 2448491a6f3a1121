using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.Reports;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Infora.Communication.EntityFramework.Databases;

/// <summary>What the databases do in different words.</summary>
internal abstract class DatabaseDialect
{
    private static readonly PostgreSqlDialect PostgreSql = new();
    private static readonly SqliteDialect Sqlite = new();

    /// <summary>Whether the database lets one connection write at a time.</summary>
    public abstract bool HasOneWriter { get; }

    /// <summary>Ends a SELECT whose rows nobody else may change until the transaction ends.</summary>
    public abstract string RowLock { get; }

    /// <summary>Ends a SELECT that passes over rows which somebody else is changing, and locks the others.</summary>
    public abstract string FreeRowLock { get; }

    /// <summary>
    /// Names a column in a condition that rows are not to be found by, but only told apart: SQLite has no statistics unless
    /// somebody asks for them, and would take any index for as good as any other.
    /// </summary>
    public abstract string FilterOnly(string column);

    /// <summary>A cost in whole hundred-millionths, as <see cref="MessageCost.ToParts"/> has it; 0 for null.</summary>
    public abstract string CostParts(string column);

    /// <exception cref="NotSupportedException">The context uses another database.</exception>
    public static DatabaseDialect Of(DbContext context) => context.Database.ProviderName switch
    {
        "Npgsql.EntityFrameworkCore.PostgreSQL" => PostgreSql,
        "Microsoft.EntityFrameworkCore.Sqlite" => Sqlite,
        var other => throw new NotSupportedException(
            $"Infora.Communication stores its data on PostgreSQL (Npgsql.EntityFrameworkCore.PostgreSQL) or SQLite "
            + $"(Microsoft.EntityFrameworkCore.Sqlite); {context.GetType().Name} uses {other}."),
    };

    /// <summary>
    /// Claims due messages and returns their rows. Parameters: the lease's end, its owner, now, how many at most, and how many
    /// at most of each priority.
    /// </summary>
    public abstract string ClaimSql(DbContext context);

    /// <summary>Extends leases; a message that is just being written is left, since whoever writes it is alive.</summary>
    public abstract Task ExtendLeasesAsync(
        DbContext context, IReadOnlyList<MessageClaim> claims, DateTimeOffset leaseUntil, CancellationToken cancellationToken);

    /// <summary>Stores messages with their contents; one whose channel and idempotency key are taken is left out.</summary>
    /// <returns>The ids of those that were stored.</returns>
    public abstract Task<HashSet<Guid>> InsertAsync(
        DbContext context, IReadOnlyList<MessageEntity> messages, CancellationToken cancellationToken);

    /// <summary>Stores messages with their contents, but those whose ids are there already.</summary>
    /// <returns>The ids of those that were stored.</returns>
    public abstract Task<HashSet<Guid>> InsertNewAsync(
        DbContext context, IReadOnlyList<MessageEntity> messages, CancellationToken cancellationToken);

    /// <summary>Admits messages to a provider, within a transaction.</summary>
    public abstract Task<Admission> AdmitAsync(DbContext context, AdmissionRequest request, CancellationToken cancellationToken);

    /// <summary>Admits messages in one round trip, without a transaction around it, where nothing stands in the way of any.</summary>
    /// <returns>Whether it did; else nothing is changed.</returns>
    public virtual Task<(bool IsDone, Admission Admission)> AdmitAllAsync(
        DbContext context, AdmissionRequest request, CancellationToken cancellationToken) => Task.FromResult(default((bool, Admission)));

    /// <summary>Writes what became of messages, within a transaction.</summary>
    public abstract Task CompleteAsync(
        DbContext context, IReadOnlyList<MessageCompletion> completions, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Writes what became of messages in one round trip, without a transaction around it, where that can be done.</summary>
    /// <returns>Whether it did; else nothing is changed.</returns>
    public virtual Task<bool> CompleteAtOnceAsync(
        DbContext context, IReadOnlyList<MessageCompletion> completions, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Messages by their ids, in the order of these, which nobody else changes until the transaction ends; not tracked.</summary>
    public abstract Task<List<MessageEntity>> LockMessagesAsync(DbContext context, Guid[] ids, CancellationToken cancellationToken);

    /// <summary>Writes what reports change on messages that are locked, with their events and counters.</summary>
    public abstract Task WriteReportedAsync(
        DbContext context, IReadOnlyList<(MessageEntity Row, MessageCompletion Completion)> reported, CancellationToken cancellationToken);

    /// <summary>Stores vendors' reports.</summary>
    public abstract Task AddReportsAsync(DbContext context, IReadOnlyList<ReportEntity> reports, CancellationToken cancellationToken);

    /// <summary>Adds the oldest noted changes of counters up, within a transaction.</summary>
    /// <returns>How many.</returns>
    public abstract Task<int> FoldCountsAsync(DbContext context, int limit, CancellationToken cancellationToken);

    /// <summary>Counts all messages into the empty table of counters and forgets what was noted, within a transaction.</summary>
    public abstract Task RecountAsync(DbContext context, CancellationToken cancellationToken);

    /// <summary>Applies the migrations that the database lacks, while no other process does.</summary>
    public abstract Task MigrateAsync(DbContext context, CancellationToken cancellationToken);

    /// <summary>Keeps others from writing to an entity's table until the transaction ends; they may read.</summary>
    public abstract Task LockAsync<TEntity>(DbContext context, CancellationToken cancellationToken);

    /// <summary>A table's name as SQL wants it; a host's context may put it into a schema.</summary>
    public static string Table<TEntity>(DbContext context)
    {
        var entity = context.Model.FindEntityType(typeof(TEntity)) ?? throw MissingModel(context);
        return context.GetService<ISqlGenerationHelper>().DelimitIdentifier(entity.GetTableName()!, entity.GetSchema());
    }

    internal static InvalidOperationException MissingModel(DbContext context) => new(
        $"{context.GetType().Name} does not have the tables of Infora.Communication: call "
        + "modelBuilder.UseInforaCommunication() in its OnModelCreating, then add a migration.");
}
