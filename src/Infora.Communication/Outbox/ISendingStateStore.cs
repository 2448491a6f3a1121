namespace Infora.Communication.Outbox;

/// <summary>Keeps what all processes of a host have to know about sending: the switch, and where each provider stands.</summary>
public interface ISendingStateStore
{
    /// <summary>The switch.</summary>
    Task<SendingSwitch> GetSwitchAsync(CancellationToken cancellationToken);

    /// <summary>Sets the switch; it counts for every <see cref="IOutboxStore.AdmitAsync"/> that begins after it.</summary>
    Task SetSwitchAsync(SendingSwitch state, CancellationToken cancellationToken);

    /// <summary>Where each provider stands, by its id; one that was never used is absent.</summary>
    Task<IReadOnlyDictionary<int, ProviderState>> ListProvidersAsync(CancellationToken cancellationToken);

    /// <summary>Closes a provider to all processes for a while, as long as its configuration stays as it is.</summary>
    /// <param name="providerId">The provider.</param>
    /// <param name="version">The version of its configuration.</param>
    /// <param name="until">When it opens again; an earlier end than the one that is stored for the same version is ignored.</param>
    /// <param name="why">What closes it.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    Task CloseProviderAsync(int providerId, long version, DateTimeOffset until, SendError why, CancellationToken cancellationToken);

    /// <summary>
    /// Takes turns at a rate, for all processes at once: each message has a place in time, one interval after the last. Of
    /// several calls each takes its turns after those of the one before it, or none where the first is too far away.
    /// </summary>
    /// <param name="key">Names what has the rate, such as one provider; at most 100 characters.</param>
    /// <param name="perSecond">The rate: above 0.</param>
    /// <param name="calls">How many turns each call wants, and how long it would wait for the first.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Stops before they are taken.</param>
    /// <returns>For each call how long to wait for its first turn; longer than it would wait where it took none.</returns>
    Task<IReadOnlyList<TimeSpan>> TakeTurnsAsync(
        string key, double perSecond, IReadOnlyList<TurnCall> calls, DateTimeOffset now, CancellationToken cancellationToken);
}
