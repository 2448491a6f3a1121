namespace Infora.Communication.Reports;

/// <summary>
/// Keeps what vendors report until it is written to the messages. It belongs to the same place as the
/// <see cref="Messages.IMessageStore"/> and the <see cref="Suppressions.ISuppressionStore"/>. Every method is safe to call from
/// many threads and, where the place is shared, from many processes.
/// </summary>
public interface IReportStore
{
    /// <summary>Stores reports, all or none.</summary>
    /// <param name="reports">The reports; their ids are given by the store, in their order.</param>
    /// <param name="cancellationToken">Stops before they are stored.</param>
    Task AddAsync(IReadOnlyList<ReceivedReport> reports, CancellationToken cancellationToken);

    /// <summary>
    /// Takes reports that are due, those first that are due first, finds their messages and writes what <paramref name="judge"/>
    /// makes of each message, all in one transaction: a process that dies leaves them as they were.
    /// </summary>
    /// <remarks>
    /// A message is found by our id of it, else by the provider and its id of the message, together with the recipient where
    /// several share that id. What a person did without a message being named (a reply, an unsubscription, a complaint) belongs
    /// to the newest message to them.
    /// </remarks>
    /// <param name="limit">How many reports at most.</param>
    /// <param name="now">The time by which they are due.</param>
    /// <param name="judge">Decides about one message; it may be called again.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>How many reports were taken.</returns>
    Task<int> ApplyAsync(int limit, DateTimeOffset now, Func<ReportCase, ReportRuling> judge, CancellationToken cancellationToken);

    /// <summary>Lists reports whose message was never found, newest first.</summary>
    /// <param name="beforeId">Only those with a lower id.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<IReadOnlyList<ReceivedReport>> ListUnmatchedAsync(long? beforeId, int limit, CancellationToken cancellationToken);
}
