namespace Infora.Communication.Statistics;

/// <summary>
/// The counters that statistics and the progress of campaigns are read from. They belong to the same place as the
/// <see cref="Messages.IMessageStore"/> and the <see cref="Outbox.IOutboxStore"/>, which keep them: each change of a message
/// changes its counters in the same transaction, so that they are exact at every moment. Every method is safe to call from
/// many threads and, where the place is shared, from many processes, while messages are added and sent.
/// </summary>
public interface IMessageCounts
{
    /// <summary>
    /// Adds up what changes of messages have noted, so that reading stays cheap. No count changes by it. The dispatcher calls
    /// it by itself.
    /// </summary>
    /// <param name="limit">How many notes at most.</param>
    /// <param name="cancellationToken">Stops before they are added up.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    Task<int> FoldAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Counts the messages of some days anew and compares. It reads all of them.</summary>
    /// <param name="from">The first day of acceptance in the configured time zone.</param>
    /// <param name="to">The last day.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>How many counters differ from the messages; 0 unless rows were written past the library.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The last day is before the first.</exception>
    Task<long> CompareAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken);

    /// <summary>
    /// Makes all counters anew from the messages, in one transaction: for a database whose rows were written past the library,
    /// by hand, by an older version of it, or before a migration of the host's own created the counters. It reads all messages.
    /// </summary>
    /// <param name="cancellationToken">Stops it, and leaves the counters as they were.</param>
    Task RebuildAsync(CancellationToken cancellationToken);
}
