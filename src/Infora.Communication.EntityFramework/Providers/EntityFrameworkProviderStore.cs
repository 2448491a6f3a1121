using System.Globalization;
using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.Providers;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Providers;

/// <summary>
/// Keeps providers in the database. Writers take turns, since which provider is the default depends on all of a channel.
/// </summary>
internal sealed class EntityFrameworkProviderStore(
    CommunicationDatabase database, ProviderSecrets secrets, TimeProvider time) : IProviderStore
{
    public async Task<IReadOnlyList<ProviderRecord>> ListAsync(MessageChannel? channel, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            (context, token) => context.Set<ProviderEntity>().AsNoTracking()
                .Where(provider => channel == null || provider.Channel == channel)
                .OrderBy(provider => provider.Id)
                .ToListAsync(token),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(Read)];
    }

    /// <summary>
    /// Ids are given once and versions only rise: where the number of rows, the highest id and the sum of versions are what
    /// they were, so is every row.
    /// </summary>
    public Task<string> GetRevisionAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async (context, token) =>
        {
            var found = await context.Set<ProviderEntity>()
                .GroupBy(_ => 1)
                .Select(all => new { Count = all.Count(), LastId = all.Max(provider => provider.Id), Versions = all.Sum(provider => provider.Version) })
                .SingleOrDefaultAsync(token).ConfigureAwait(false);
            return string.Create(CultureInfo.InvariantCulture, $"{found?.Count}/{found?.LastId}/{found?.Versions}");
        },
        cancellationToken);

    public async Task<ProviderRecord?> FindAsync(MessageChannel channel, int id, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            (context, token) => context.Set<ProviderEntity>().AsNoTracking()
                .SingleOrDefaultAsync(provider => provider.Id == id && provider.Channel == channel, token),
            cancellationToken).ConfigureAwait(false);
        return row is null ? null : Read(row);
    }

    public async Task<ProviderRecord?> AddAsync(ProviderRecord provider, CancellationToken cancellationToken)
    {
        var encrypted = secrets.Protect(provider.Secrets);
        var added = await database.WriteAloneAsync<ProviderEntity, ProviderEntity?>(
            async (context, token) =>
            {
                var channel = await LoadAsync(context, provider.Channel, token).ConfigureAwait(false);
                if (channel.Exists(other => other.Name == provider.Name))
                {
                    return null;
                }

                var now = time.GetUtcNow();
                var row = new ProviderEntity { Channel = provider.Channel, Version = 1, CreatedAt = now };
                row.Apply(provider, encrypted, now);
                context.Add(row);

                // The rule that chooses the default goes by ids.
                await context.SaveChangesAsync(token).ConfigureAwait(false);
                Settle([.. channel, row], Requested(row), released: null);
                await context.SaveChangesAsync(token).ConfigureAwait(false);
                return row;
            },
            cancellationToken).ConfigureAwait(false);
        return added is null ? null : Read(added);
    }

    public Task<StoreResult<ProviderRecord>> UpdateAsync(ProviderRecord provider, CancellationToken cancellationToken)
    {
        var encrypted = secrets.Protect(provider.Secrets);
        return ChangeAsync(provider.Channel, provider.Id, provider.Version, Replace, cancellationToken);

        StoreOutcome Replace(DbContext context, List<ProviderEntity> channel, ProviderEntity row)
        {
            if (channel.Exists(other => other.Name == provider.Name && other.Id != provider.Id))
            {
                return StoreOutcome.NameTaken;
            }

            var wasDefault = row.IsDefault;
            row.Apply(provider, encrypted, time.GetUtcNow());
            row.Version++;
            Settle(channel, Requested(row), released: wasDefault && !row.IsDefault ? row.Id : null);
            return StoreOutcome.Done;
        }
    }

    public Task<StoreResult<ProviderRecord>> DeleteAsync(
        MessageChannel channel, int id, long? expectedVersion, CancellationToken cancellationToken)
    {
        return ChangeAsync(channel, id, expectedVersion, Remove, cancellationToken);

        static StoreOutcome Remove(DbContext context, List<ProviderEntity> channel, ProviderEntity row)
        {
            context.Remove(row);
            Settle([.. channel.Where(other => other != row)], requested: null, released: null);
            return StoreOutcome.Done;
        }
    }

    private static Task<List<ProviderEntity>> LoadAsync(
        DbContext context, MessageChannel channel, CancellationToken cancellationToken) => context.Set<ProviderEntity>()
        .AsTracking().Where(provider => provider.Channel == channel).ToListAsync(cancellationToken);

    private static int? Requested(ProviderEntity row) => row is { IsDefault: true, IsActive: true } ? row.Id : null;

    /// <summary>Leaves exactly one default, an active one, in a channel that has an active provider.</summary>
    private static void Settle(IReadOnlyCollection<ProviderEntity> channel, int? requested, int? released)
    {
        var chosen = DefaultProvider.Choose([.. channel.Select(row => row.ToRecord())], requested, released);
        foreach (var row in channel.Where(row => row.IsDefault != (row.Id == chosen)))
        {
            row.IsDefault = row.Id == chosen;
            row.Version++;
        }
    }

    private async Task<StoreResult<ProviderRecord>> ChangeAsync(
        MessageChannel channel,
        int id,
        long? expectedVersion,
        Func<DbContext, List<ProviderEntity>, ProviderEntity, StoreOutcome> change,
        CancellationToken cancellationToken)
    {
        var (outcome, changed) = await database.WriteAloneAsync<ProviderEntity, (StoreOutcome, ProviderEntity?)>(
            async (context, token) =>
            {
                var all = await LoadAsync(context, channel, token).ConfigureAwait(false);
                if (all.Find(provider => provider.Id == id) is not { } row)
                {
                    return (StoreOutcome.NotFound, null);
                }

                if (expectedVersion is { } version && version != row.Version)
                {
                    return (StoreOutcome.VersionConflict, row);
                }

                var made = change(context, all, row);
                await context.SaveChangesAsync(token).ConfigureAwait(false);
                return (made, row);
            },
            cancellationToken).ConfigureAwait(false);
        return new StoreResult<ProviderRecord>(outcome, changed is null ? null : Read(changed));
    }

    private ProviderRecord Read(ProviderEntity row)
    {
        var (readable, unreadable) = secrets.Unprotect(row.Id, row.Secrets);
        return row.ToRecord() with { Secrets = readable, UnreadableSecrets = unreadable };
    }
}
