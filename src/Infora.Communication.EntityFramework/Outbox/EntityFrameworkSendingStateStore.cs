using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>Keeps the switch and where each provider stands in the database.</summary>
internal sealed class EntityFrameworkSendingStateStore(CommunicationDatabase database) : ISendingStateStore
{
    public async Task<SendingSwitch> GetSwitchAsync(CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            (context, token) => context.Set<SendingSwitchEntity>().AsNoTracking().SingleOrDefaultAsync(token), cancellationToken).ConfigureAwait(false);
        return new SendingSwitch(row?.Paused ?? false, row?.Reason, row?.ChangedAt);
    }

    public Task SetSwitchAsync(SendingSwitch state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        return database.WriteAsync(
            (context, token) =>
            {
                var sql = $$"""
                    INSERT INTO {{DatabaseDialect.Table<SendingSwitchEntity>(context)}} (id, paused, reason, changed_at) VALUES ({0}, {1}, {2}, {3})
                    ON CONFLICT (id) DO UPDATE SET paused = excluded.paused, reason = excluded.reason, changed_at = excluded.changed_at
                    """;
                object?[] values = [SendingSwitchEntity.OnlyId, state.Paused, state.Reason, state.ChangedAt is { } at ? UtcTimeConverter.ToStored(at) : null];
                return context.Database.ExecuteSqlRawAsync(sql, values!, token);
            },
            cancellationToken);
    }

    public Task<IReadOnlyDictionary<int, ProviderState>> ListProvidersAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<int, ProviderState>>(
            async (context, token) =>
            {
                var rows = await context.Set<ProviderStateEntity>().AsNoTracking().ToListAsync(token).ConfigureAwait(false);
                return rows.ToDictionary(row => row.ProviderId, row => row.Read());
            },
            cancellationToken);

    public Task CloseProviderAsync(
        int providerId, long version, DateTimeOffset until, SendError why, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(why);
        return database.WriteAsync(
            (context, token) =>
            {
                var sql = $$"""
                    INSERT INTO {{DatabaseDialect.Table<ProviderStateEntity>(context)}} AS stored (
                        provider_id, day, today, month, this_month, closed_until, closed_version,
                        closed_code, closed_message, closed_permanent, closed_hint, closed_provider_code)
                    VALUES ({0}, {1}, 0, {1}, 0, {2}, {3}, {4}, {5}, {6}, {7}, {8})
                    ON CONFLICT (provider_id) DO UPDATE SET
                        closed_until = excluded.closed_until, closed_version = excluded.closed_version, closed_code = excluded.closed_code,
                        closed_message = excluded.closed_message, closed_permanent = excluded.closed_permanent,
                        closed_hint = excluded.closed_hint, closed_provider_code = excluded.closed_provider_code
                    WHERE stored.closed_until IS NULL OR stored.closed_version <> excluded.closed_version
                        OR stored.closed_until < excluded.closed_until
                    """;
                object?[] values =
                [
                    providerId, DateOnly.MinValue, UtcTimeConverter.ToStored(until), version,
                    SnakeCase.Name(why.Code), why.Message, why.Permanent, why.Hint, why.ProviderCode,
                ];
                return context.Database.ExecuteSqlRawAsync(sql, values!, token);
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<TimeSpan>> TakeTurnsAsync(
        string key, double perSecond, IReadOnlyList<TurnCall> calls, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (context, token) =>
            {
                var table = DatabaseDialect.Table<TurnEntity>(context);
                var insert = $$"""INSERT INTO {{table}} (key, next_at) VALUES ({0}, {1}) ON CONFLICT (key) DO NOTHING""";
                var select = $$"""SELECT * FROM {{table}} WHERE key = {0} {{DatabaseDialect.Of(context).RowLock}}""";
                await context.Database.ExecuteSqlRawAsync(insert, [key, UtcTimeConverter.ToStored(now)], token).ConfigureAwait(false);
                var turn = (await context.Set<TurnEntity>().FromSqlRaw(select, key).AsTracking()
                    .ToListAsync(token).ConfigureAwait(false)).Single();
                (turn.NextAt, var waits) = TurnCall.Serve(calls, perSecond, turn.NextAt, now);
                await context.SaveChangesAsync(token).ConfigureAwait(false);
                return waits;
            },
            cancellationToken);
}
