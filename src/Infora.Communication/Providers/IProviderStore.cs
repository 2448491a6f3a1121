namespace Infora.Communication.Providers;

/// <summary>
/// Keeps configured providers. Implementations keep one rule: a channel with an active provider has exactly one default,
/// and that one is active. It is kept in the same transaction as the change that touches it.
/// </summary>
public interface IProviderStore
{
    /// <summary>All providers of a channel, or of both, by id.</summary>
    Task<IReadOnlyList<ProviderRecord>> ListAsync(MessageChannel? channel, CancellationToken cancellationToken);

    /// <summary>A text that is another after every change of any provider: what was read before is still true while it stays the same.</summary>
    Task<string> GetRevisionAsync(CancellationToken cancellationToken);

    /// <summary>One provider of a channel, or null.</summary>
    Task<ProviderRecord?> FindAsync(MessageChannel channel, int id, CancellationToken cancellationToken);

    /// <summary>Stores a new one. Its <see cref="ProviderRecord.IsDefault"/> set makes it the default; the first active one becomes it by itself. Without a <see cref="ProviderRecord.WebhookToken"/> it gets one.</summary>
    /// <returns>The stored provider with its id, or null where the name is taken in its channel.</returns>
    Task<ProviderRecord?> AddAsync(ProviderRecord provider, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces one. <see cref="ProviderRecord.Version"/> must be the stored one. Setting
    /// <see cref="ProviderRecord.IsDefault"/> takes it from the other; clearing it or deactivating the default passes it
    /// to the next active one by priority, then id. An empty <see cref="ProviderRecord.WebhookToken"/> leaves the stored one.
    /// </summary>
    Task<StoreResult<ProviderRecord>> UpdateAsync(ProviderRecord provider, CancellationToken cancellationToken);

    /// <summary>Deletes one and passes on its being the default. The history of its messages stays.</summary>
    /// <returns>False where there was none, or its version is not the expected one.</returns>
    Task<StoreResult<ProviderRecord>> DeleteAsync(
        MessageChannel channel, int id, long? expectedVersion, CancellationToken cancellationToken);
}
