namespace Infora.Communication.Suppressions;

/// <summary>
/// Keeps suppressions: one for each channel, recipient and category. Recipients come and go as <see cref="Suppression"/>
/// has them. Every method is safe to call from many threads and, where the place is shared, from many processes.
/// </summary>
public interface ISuppressionStore
{
    /// <summary>Adds suppressions, all that can be or none. Where there is one for the same channel, recipient and category, it stays as it is.</summary>
    /// <returns>For each, in their order, the one that is there and whether it is the one given.</returns>
    Task<IReadOnlyList<(Suppression Suppression, bool Added)>> AddAsync(
        IReadOnlyList<Suppression> suppressions, CancellationToken cancellationToken);

    /// <summary>Takes one away.</summary>
    /// <returns>False where there is none with the id.</returns>
    Task<bool> RemoveAsync(int id, CancellationToken cancellationToken);

    /// <summary>One suppression, or null.</summary>
    Task<Suppression?> FindAsync(int id, CancellationToken cancellationToken);

    /// <summary>Everything that is kept of some recipients of a channel, in one look-up.</summary>
    Task<IReadOnlyList<Suppression>> FindAsync(
        MessageChannel channel, IReadOnlyCollection<string> recipients, CancellationToken cancellationToken);

    /// <summary>Lists suppressions, newest first.</summary>
    Task<IReadOnlyList<Suppression>> ListAsync(SuppressionQuery query, CancellationToken cancellationToken);
}
