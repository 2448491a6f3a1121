using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.Suppressions;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Suppressions;

/// <summary>Keeps suppressions in the database; its index tells who added one first.</summary>
internal sealed class EntityFrameworkSuppressionStore(CommunicationDatabase database) : ISuppressionStore
{
    public Task<IReadOnlyList<(Suppression Suppression, bool Added)>> AddAsync(
        IReadOnlyList<Suppression> suppressions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suppressions);
        return database.WriteAsync<IReadOnlyList<(Suppression, bool)>>(
            async (context, token) =>
            {
                var results = new (Suppression, bool)[suppressions.Count];

                // In one order for all, so that no two wait for each other.
                foreach (var i in Enumerable.Range(0, suppressions.Count)
                    .OrderBy(i => suppressions[i].Recipient, StringComparer.Ordinal)
                    .ThenBy(i => suppressions[i].Channel)
                    .ThenBy(i => suppressions[i].Category))
                {
                    results[i] = await SuppressionRows.AddAsync(context, suppressions[i], token).ConfigureAwait(false);
                }

                return results;
            },
            cancellationToken);
    }

    public Task<bool> RemoveAsync(int id, CancellationToken cancellationToken) => database.WriteAsync(
        async (context, token) =>
            await context.Set<SuppressionEntity>().Where(suppression => suppression.Id == id).ExecuteDeleteAsync(token).ConfigureAwait(false) > 0,
        cancellationToken);

    public Task<Suppression?> FindAsync(int id, CancellationToken cancellationToken) => database.ReadAsync(
        async (context, token) => (await context.Set<SuppressionEntity>().AsNoTracking()
            .SingleOrDefaultAsync(suppression => suppression.Id == id, token).ConfigureAwait(false))?.Read(),
        cancellationToken);

    public Task<IReadOnlyList<Suppression>> FindAsync(
        MessageChannel channel, IReadOnlyCollection<string> recipients, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Suppression>>(
            async (context, token) =>
            {
                var keys = recipients.Distinct().ToList();
                var rows = await context.Set<SuppressionEntity>().AsNoTracking()
                    .Where(suppression => keys.Contains(suppression.Recipient) && suppression.Channel == channel)
                    .OrderBy(suppression => suppression.Id)
                    .ToListAsync(token).ConfigureAwait(false);
                return [.. rows.Select(row => row.Read())];
            },
            cancellationToken);

    public Task<IReadOnlyList<Suppression>> ListAsync(SuppressionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return database.ReadAsync<IReadOnlyList<Suppression>>(
            async (context, token) =>
            {
                var rows = await Matching(context, query).ToListAsync(token).ConfigureAwait(false);
                return [.. rows.Select(row => row.Read())];
            },
            cancellationToken);
    }

    private static IQueryable<SuppressionEntity> Matching(DbContext context, SuppressionQuery query)
    {
        var rows = context.Set<SuppressionEntity>().AsNoTracking();
        rows = query.Channel is { } channel ? rows.Where(suppression => suppression.Channel == channel) : rows;
        rows = query.Recipient is { } recipient ? rows.Where(suppression => suppression.Recipient == recipient) : rows;
        rows = query.Reason is { } reason ? rows.Where(suppression => suppression.Reason == reason) : rows;
        rows = query.BeforeId is { } before ? rows.Where(suppression => suppression.Id < before) : rows;
        if (query.Category is { } category)
        {
            var name = SuppressionEntity.NameOf(category);
            rows = rows.Where(suppression => suppression.Category == name);
        }

        return rows.OrderByDescending(suppression => suppression.Id).Take(query.Limit);
    }
}
