using System.Text.Json.Nodes;

namespace Infora.Communication.Providers;

/// <summary>
/// All configured providers, wherever they come from: the store, the host's code and the host's configuration. What is
/// changed here takes effect on the next message.
/// </summary>
public sealed class ProviderCatalogue
{
    private readonly ProviderTypes _types;
    private readonly IProviderStore _store;
    private readonly HostProviders _host;
    private readonly HostProviderRegistration _registration;
    private readonly ProviderPlugins _plugins;
    private readonly CommunicationEnvironment _environment;
    private readonly ProviderCache _cache;

    internal ProviderCatalogue(
        ProviderTypes types,
        IProviderStore store,
        HostProviders host,
        HostProviderRegistration registration,
        ProviderPlugins plugins,
        CommunicationEnvironment environment,
        TimeProvider time)
    {
        (_types, _store, _host, _registration, _plugins, _environment) = (types, store, host, registration, plugins, environment);
        _cache = new ProviderCache(ReadAsync, () => host.Current.Generation, time);
    }

    /// <summary>All providers of a channel, or of both, by id.</summary>
    /// <param name="channel">The channel, or null for both.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<IReadOnlyList<ProviderRecord>> ListAsync(
        MessageChannel? channel, CancellationToken cancellationToken = default)
    {
        await _registration.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var stored = await _store.ListAsync(channel, cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(Overlay)];
    }

    /// <summary>One provider, or null.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<ProviderRecord?> FindAsync(
        MessageChannel channel, int id, CancellationToken cancellationToken = default)
    {
        await _registration.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var stored = await _store.FindAsync(channel, id, cancellationToken).ConfigureAwait(false);
        return stored is null ? null : Overlay(stored);
    }

    /// <summary>Adds a provider to the store.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="fields">Its configuration by wire name, as <c>POST /email-providers</c> takes it.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    public async Task<ProviderChange> AddAsync(
        MessageChannel channel, JsonObject fields, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fields);
        await _registration.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var (record, errors) = ProviderInput.Read(_types, channel, fields, existing: null, _environment.AllowsLoopbackProviders);
        if (record is null)
        {
            return ProviderChange.Invalid(errors);
        }

        var added = await _store.AddAsync(record, cancellationToken).ConfigureAwait(false);
        _cache.Forget();
        return added is null ? ProviderChange.Failed(StoreOutcome.NameTaken) : ProviderChange.Done(added);
    }

    /// <summary>Replaces a stored provider's fields; secrets that are absent stay as they are.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="fields">Its configuration by wire name, as <c>PUT /email-providers/{id}</c> takes it.</param>
    /// <param name="expectedVersion">The version that the caller saw, or null to replace any.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    public async Task<ProviderChange> UpdateAsync(
        MessageChannel channel, int id, JsonObject fields, long? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fields);
        await _registration.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var existing = await _store.FindAsync(channel, id, cancellationToken).ConfigureAwait(false);
        if (Refuse(existing, expectedVersion) is { } refused)
        {
            return refused;
        }

        var (record, errors) = ProviderInput.Read(_types, channel, fields, existing, _environment.AllowsLoopbackProviders);
        if (record is null)
        {
            return ProviderChange.Invalid(errors);
        }

        var result = await _store.UpdateAsync(record, cancellationToken).ConfigureAwait(false);
        _cache.Forget();
        return result is { Outcome: StoreOutcome.Done, Value: { } updated }
            ? ProviderChange.Done(updated)
            : ProviderChange.Failed(result.Outcome);
    }

    /// <summary>Deletes a stored provider; the history of its messages stays.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="expectedVersion">The version that the caller saw, or null to delete any.</param>
    /// <param name="cancellationToken">Stops before it is deleted.</param>
    public async Task<ProviderChange> DeleteAsync(
        MessageChannel channel, int id, long? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        await _registration.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var existing = await _store.FindAsync(channel, id, cancellationToken).ConfigureAwait(false);
        if (Refuse(existing, expectedVersion) is { } refused)
        {
            return refused;
        }

        var result = await _store.DeleteAsync(channel, id, expectedVersion, cancellationToken).ConfigureAwait(false);
        _cache.Forget();
        if (result.Outcome is not StoreOutcome.Done)
        {
            return ProviderChange.Failed(result.Outcome);
        }

        _plugins.Forget(id);
        return ProviderChange.Done(existing!);
    }

    /// <summary>Gives a provider a new address for its vendor's reports; what comes to the old one is refused from then on.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    /// <returns>The provider with its new token; null where there is none.</returns>
    public async Task<ProviderRecord?> RenewWebhookTokenAsync(MessageChannel channel, int id, CancellationToken cancellationToken = default)
    {
        await _registration.EnsureAsync(cancellationToken).ConfigureAwait(false);
        while (await _store.FindAsync(channel, id, cancellationToken).ConfigureAwait(false) is { } stored)
        {
            var result = await _store.UpdateAsync(stored with { WebhookToken = ProviderRecord.NewWebhookToken() }, cancellationToken).ConfigureAwait(false);
            if (result is { Outcome: StoreOutcome.Done, Value: { } updated })
            {
                _cache.Forget();
                return Overlay(updated);
            }

            if (result.Outcome is not StoreOutcome.VersionConflict)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>How a provider does, as this process saw it since its configuration was changed.</summary>
    /// <param name="provider">The provider.</param>
    public ProviderHealth HealthOf(ProviderRecord provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return _plugins.Find(provider) is { } opened
            ? new ProviderHealth(opened.Gate.Position, opened.Fault ?? opened.Gate.LastError)
            : new ProviderHealth(CircuitPosition.Closed, null);
    }

    /// <summary>The providers of a channel as messages are sent with, at most a second old: who sends learns at the admission of what changed since.</summary>
    internal async Task<ProviderChannel> GetChannelAsync(MessageChannel channel, CancellationToken cancellationToken)
    {
        var snapshot = await _cache.GetAsync(cancellationToken).ConfigureAwait(false);
        return snapshot.Of(channel);
    }

    /// <summary>A provider by its id, active or not, at most a second old; null where there is none.</summary>
    internal async Task<ConfiguredProvider?> OpenAsync(MessageChannel channel, int id, CancellationToken cancellationToken)
    {
        var known = await GetChannelAsync(channel, cancellationToken).ConfigureAwait(false);
        return known.Active.FirstOrDefault(provider => provider.Id == id)
            ?? (known.Inactive.FirstOrDefault(provider => provider.Id == id) is { } inactive ? _plugins.Get(inactive) : null);
    }

    /// <summary>A text that changes with every change of a provider, in this process or another.</summary>
    internal async Task<string> GetRevisionAsync(CancellationToken cancellationToken) =>
        (await _cache.GetAsync(cancellationToken).ConfigureAwait(false)).Revision;

    /// <summary>What was read of providers is not true any more.</summary>
    internal void Forget() => _cache.Forget();

    private async Task<ProviderSnapshot> ReadAsync(ProviderSnapshot? before, CancellationToken cancellationToken)
    {
        await _registration.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var revision = $"{await _store.GetRevisionAsync(cancellationToken).ConfigureAwait(false)}/{_host.Current.Generation}";
        if (before?.Revision == revision)
        {
            return before;
        }

        var all = await ListAsync(channel: null, cancellationToken).ConfigureAwait(false);
        return new ProviderSnapshot(revision, Enum.GetValues<MessageChannel>().ToDictionary(channel => channel, channel => ChannelOf(all, channel)));
    }

    /// <summary>The active ones in the order of failover: the default one first, then by priority and id.</summary>
    private ProviderChannel ChannelOf(IReadOnlyList<ProviderRecord> all, MessageChannel channel)
    {
        var own = all.Where(record => record.Channel == channel).ToList();
        return new ProviderChannel(
            [.. own.Where(record => record.IsActive)
                .OrderByDescending(record => record.IsDefault).ThenBy(record => record.Priority).ThenBy(record => record.Id)
                .Select(_plugins.Get)],
            own.FindAll(record => !record.IsActive));
    }

    /// <summary>A provider ready to be tested, in use or not.</summary>
    internal ConfiguredProvider Open(ProviderRecord record) => _plugins.Get(record);

    private static ProviderChange? Refuse(ProviderRecord? existing, long? expectedVersion) => existing switch
    {
        null => ProviderChange.Failed(StoreOutcome.NotFound),
        { Source: ProviderSource.Host } => ProviderChange.DefinedByHost(existing),
        _ when expectedVersion is { } version && version != existing.Version => ProviderChange.Failed(StoreOutcome.VersionConflict),
        _ => null,
    };

    /// <summary>The store knows the id of a provider that the host defines; everything else is the host's.</summary>
    private ProviderRecord Overlay(ProviderRecord stored)
    {
        if (stored.Source is not ProviderSource.Host)
        {
            return stored;
        }

        var defined = _host.Current.Records.FirstOrDefault(record => record.Channel == stored.Channel && record.Name == stored.Name);
        return defined is null
            ? stored with { IsActive = false }
            : stored with { Service = defined.Service, IsActive = defined.IsActive, Settings = defined.Settings, Secrets = defined.Secrets };
    }
}
