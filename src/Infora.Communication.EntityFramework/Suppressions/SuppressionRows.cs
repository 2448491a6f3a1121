using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.Suppressions;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Suppressions;

/// <summary>Adds suppressions and takes them away, within a transaction.</summary>
internal static class SuppressionRows
{
    /// <summary>What is lifted goes first. All go through recipients in one order, so that no two transactions wait for each other.</summary>
    public static async Task ChangeAsync(
        DbContext context, IReadOnlyList<SuppressionKey> lifted, IReadOnlyList<Suppression> suppressed, CancellationToken cancellationToken)
    {
        foreach (var key in lifted.Distinct().OrderBy(key => key.Recipient, StringComparer.Ordinal))
        {
            var category = SuppressionEntity.NameOf(key.Category);
            await context.Set<SuppressionEntity>()
                .Where(row => row.Recipient == key.Recipient && row.Channel == key.Channel && row.Category == category
                    && (row.Reason == SuppressionReason.Unsubscribed || row.Reason == SuppressionReason.Stop || row.Reason == SuppressionReason.Complaint))
                .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (var suppression in suppressed.DistinctBy(SuppressionKey.Of)
            .OrderBy(suppression => suppression.Recipient, StringComparer.Ordinal).ThenBy(suppression => suppression.Channel).ThenBy(suppression => suppression.Category))
        {
            await AddAsync(context, suppression, cancellationToken).ConfigureAwait(false);
        }
    }

    public static async Task<(Suppression Suppression, bool Added)> AddAsync(
        DbContext context, Suppression suppression, CancellationToken cancellationToken)
    {
        var isAdded = false;
        while (true)
        {
            // Looked for first: a statement that conflicts uses up an id all the same.
            if (await FindAsync(context, suppression, cancellationToken).ConfigureAwait(false) is { } stored)
            {
                return (stored, isAdded);
            }

            isAdded = await InsertAsync(context, suppression, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>False where another one was there, or is being added by somebody else at the same time.</returns>
    private static async Task<bool> InsertAsync(DbContext context, Suppression suppression, CancellationToken cancellationToken)
    {
        var sql = $$"""
            INSERT INTO {{DatabaseDialect.Table<SuppressionEntity>(context)}}
                (channel, recipient, category, reason, note, source_message_id, created_at)
            VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6})
            ON CONFLICT (recipient, channel, category) DO NOTHING RETURNING id
            """;
        object?[] values =
        [
            SnakeCase.Name(suppression.Channel), suppression.Recipient, SuppressionEntity.NameOf(suppression.Category),
            SnakeCase.Name(suppression.Reason), suppression.Note, suppression.SourceMessageId, UtcTimeConverter.ToStored(suppression.CreatedAt),
        ];
        var added = await context.Database.SqlQueryRaw<int>(sql, values!).ToListAsync(cancellationToken).ConfigureAwait(false);
        return added.Count > 0;
    }

    private static async Task<Suppression?> FindAsync(DbContext context, Suppression suppression, CancellationToken cancellationToken)
    {
        var category = SuppressionEntity.NameOf(suppression.Category);
        var row = await context.Set<SuppressionEntity>().AsNoTracking()
            .SingleOrDefaultAsync(
                row => row.Recipient == suppression.Recipient && row.Channel == suppression.Channel && row.Category == category,
                cancellationToken).ConfigureAwait(false);
        return row?.Read();
    }
}
