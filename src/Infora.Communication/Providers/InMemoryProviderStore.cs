using System.Globalization;

namespace Infora.Communication.Providers;

/// <summary>Keeps providers in this process; they are gone when it ends.</summary>
internal sealed class InMemoryProviderStore(TimeProvider time) : IProviderStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, ProviderRecord> _providers = [];
    private int _lastId;
    private long _changes;

    public Task<string> GetRevisionAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_changes.ToString(CultureInfo.InvariantCulture));
        }
    }

    public Task<IReadOnlyList<ProviderRecord>> ListAsync(MessageChannel? channel, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<ProviderRecord>>(
                [.. _providers.Values.Where(provider => channel is null || provider.Channel == channel)]);
        }
    }

    public Task<ProviderRecord?> FindAsync(MessageChannel channel, int id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(Get(channel, id));
        }
    }

    public Task<ProviderRecord?> AddAsync(ProviderRecord provider, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (IsTaken(provider))
            {
                return Task.FromResult<ProviderRecord?>(null);
            }

            var now = time.GetUtcNow();
            Put(provider with { Id = ++_lastId, Version = 1, WebhookToken = TokenOf(provider, null), CreatedAt = now, UpdatedAt = now });
            return Task.FromResult<ProviderRecord?>(_providers[_lastId]);
        }
    }

    public Task<StoreResult<ProviderRecord>> UpdateAsync(ProviderRecord provider, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Get(provider.Channel, provider.Id) is not { } stored)
            {
                return Result(StoreOutcome.NotFound, null);
            }

            if (stored.Version != provider.Version)
            {
                return Result(StoreOutcome.VersionConflict, stored);
            }

            if (IsTaken(provider))
            {
                return Result(StoreOutcome.NameTaken, stored);
            }

            Put(provider with { Version = stored.Version + 1, WebhookToken = TokenOf(provider, stored), CreatedAt = stored.CreatedAt, UpdatedAt = time.GetUtcNow() });
            return Result(StoreOutcome.Done, _providers[provider.Id]);
        }
    }

    public Task<StoreResult<ProviderRecord>> DeleteAsync(
        MessageChannel channel, int id, long? expectedVersion, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Get(channel, id) is not { } stored)
            {
                return Result(StoreOutcome.NotFound, null);
            }

            if (expectedVersion is { } version && version != stored.Version)
            {
                return Result(StoreOutcome.VersionConflict, stored);
            }

            _providers.Remove(id);
            Settle(channel, requested: null, released: null);
            return Result(StoreOutcome.Done, stored);
        }
    }

    private static Task<StoreResult<ProviderRecord>> Result(StoreOutcome outcome, ProviderRecord? provider) =>
        Task.FromResult(new StoreResult<ProviderRecord>(outcome, provider));

    private ProviderRecord? Get(MessageChannel channel, int id) =>
        _providers.TryGetValue(id, out var provider) && provider.Channel == channel ? provider : null;

    private bool IsTaken(ProviderRecord provider) => _providers.Values.Any(other =>
        other.Channel == provider.Channel && other.Name == provider.Name && other.Id != provider.Id);

    private static string TokenOf(ProviderRecord given, ProviderRecord? stored) =>
        given.WebhookToken.Length > 0 ? given.WebhookToken : stored?.WebhookToken ?? ProviderRecord.NewWebhookToken();

    private void Put(ProviderRecord provider)
    {
        var wasDefault = _providers.TryGetValue(provider.Id, out var before) && before.IsDefault;
        _providers[provider.Id] = provider;
        Settle(
            provider.Channel,
            requested: provider.IsDefault && provider.IsActive ? provider.Id : null,
            released: wasDefault && !provider.IsDefault ? provider.Id : null);
    }

    /// <summary>Leaves exactly one default, an active one, in a channel that has an active provider.</summary>
    private void Settle(MessageChannel channel, int? requested, int? released)
    {
        _changes++;
        var inChannel = _providers.Values.Where(provider => provider.Channel == channel).ToList();
        var chosen = DefaultProvider.Choose(inChannel, requested, released);
        foreach (var provider in inChannel.Where(provider => provider.IsDefault != (provider.Id == chosen)))
        {
            _providers[provider.Id] = provider with { IsDefault = provider.Id == chosen, Version = provider.Version + 1 };
        }
    }
}
