using Infora.Communication.Alerts;
using Infora.Communication.EntityFramework.Databases;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Alerts;

/// <summary>Keeps alerts in the database; its index tells who raised a cause first on a day.</summary>
internal sealed class EntityFrameworkAlertStore(CommunicationDatabase database) : IAlertStore
{
    public async Task<Alert?> AddAsync(Alert alert, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var ids = await database.WriteAsync(
            async (context, token) =>
            {
                var sql = $$"""
                    INSERT INTO {{DatabaseDialect.Table<AlertEntity>(context)}}
                        (cause, day, kind, severity, message, provider_id, campaign_id, raised_at, cleared_at)
                    VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8})
                    ON CONFLICT (cause, day) DO NOTHING RETURNING id
                    """;
                object?[] values =
                [
                    alert.Cause, alert.Day, SnakeCase.Name(alert.Kind), SnakeCase.Name(alert.Severity), alert.Message, alert.ProviderId,
                    alert.CampaignId, UtcTimeConverter.ToStored(alert.RaisedAt), alert.ClearedAt is { } cleared ? UtcTimeConverter.ToStored(cleared) : null,
                ];
                var added = await context.Database.SqlQueryRaw<long>(sql, values!).ToListAsync(token).ConfigureAwait(false);
                if (added.Count is 0)
                {
                    // It was there; where it had been cleared, it is back.
                    await context.Set<AlertEntity>()
                        .Where(earlier => earlier.Cause == alert.Cause && earlier.Day == alert.Day && earlier.ClearedAt != null)
                        .ExecuteUpdateAsync(earlier => earlier.SetProperty(row => row.ClearedAt, (DateTimeOffset?)null), token).ConfigureAwait(false);
                }

                return added;
            },
            cancellationToken).ConfigureAwait(false);
        return ids is [var id] ? alert with { Id = id } : null;
    }

    public Task<int> ClearAsync(string cause, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (context, token) => context.Set<AlertEntity>()
                .Where(alert => alert.Cause == cause && alert.ClearedAt == null)
                .ExecuteUpdateAsync(alert => alert.SetProperty(row => row.ClearedAt, at), token),
            cancellationToken);

    public Task<IReadOnlyList<Alert>> ListAsync(long? beforeId, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Alert>>(
            async (context, token) =>
            {
                var rows = await context.Set<AlertEntity>().AsNoTracking()
                    .Where(alert => beforeId == null || alert.Id < beforeId)
                    .OrderByDescending(alert => alert.Id)
                    .Take(limit)
                    .ToListAsync(token).ConfigureAwait(false);
                return [.. rows.Select(row => row.Read())];
            },
            cancellationToken);
}
