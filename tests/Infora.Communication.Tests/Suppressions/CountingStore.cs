using Infora.Communication.Suppressions;

namespace Infora.Communication.Tests.Suppressions;

/// <summary>A store that counts its look-ups and can be away.</summary>
internal sealed class CountingStore : ISuppressionStore
{
    private readonly InMemorySuppressionStore _inner = new();

    public int LookUps { get; set; }

    public bool Fails { get; set; }

    public Task<IReadOnlyList<(Suppression Suppression, bool Added)>> AddAsync(
        IReadOnlyList<Suppression> suppressions, CancellationToken cancellationToken) =>
        Fails ? throw new InvalidOperationException("The store is away.") : _inner.AddAsync(suppressions, cancellationToken);

    public Task<bool> RemoveAsync(int id, CancellationToken cancellationToken) => _inner.RemoveAsync(id, cancellationToken);

    public Task<Suppression?> FindAsync(int id, CancellationToken cancellationToken) => _inner.FindAsync(id, cancellationToken);

    public Task<IReadOnlyList<Suppression>> FindAsync(
        MessageChannel channel, IReadOnlyCollection<string> recipients, CancellationToken cancellationToken)
    {
        LookUps++;
        return Fails ? throw new InvalidOperationException("The store is away.") : _inner.FindAsync(channel, recipients, cancellationToken);
    }

    public Task<IReadOnlyList<Suppression>> ListAsync(SuppressionQuery query, CancellationToken cancellationToken) =>
        _inner.ListAsync(query, cancellationToken);
}
