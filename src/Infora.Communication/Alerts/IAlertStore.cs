namespace Infora.Communication.Alerts;

/// <summary>Keeps alerts.</summary>
public interface IAlertStore
{
    /// <summary>
    /// Stores an alert, unless one of the same cause was raised on the same day: that one is open again, where it was cleared.
    /// </summary>
    /// <returns>The stored alert with its id, or null.</returns>
    Task<Alert?> AddAsync(Alert alert, CancellationToken cancellationToken);

    /// <summary>Notes that a cause is gone, on all alerts of it that are not cleared.</summary>
    /// <returns>How many there were.</returns>
    Task<int> ClearAsync(string cause, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Alerts, newest first, those with an id below <paramref name="beforeId"/>.</summary>
    Task<IReadOnlyList<Alert>> ListAsync(long? beforeId, int limit, CancellationToken cancellationToken);
}
