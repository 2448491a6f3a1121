using System.Data.Common;
using Infora.Communication.EntityFramework.Campaigns;
using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.Providers;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>
/// An admission in two round trips: the first locks the provider's row, at which all processes take turns, and reads what
/// decides; the second marks the messages and counts them.
/// </summary>
internal sealed class PostgreSqlAdmission(DbContext context, AdmissionRequest request)
{
    private readonly string _messages = DatabaseDialect.Table<MessageEntity>(context);
    private readonly string _states = DatabaseDialect.Table<ProviderStateEntity>(context);
    private readonly string _campaigns = DatabaseDialect.Table<CampaignEntity>(context);
    private readonly string _cancellations = DatabaseDialect.Table<CancellationEntity>(context);

    /// <summary>
    /// The same in one round trip, which is a transaction by itself: all are admitted, or none and it is left to
    /// <see cref="AdmitAsync"/> to find out why. Who lost its message between the two looks of the statement is not admitted.
    /// </summary>
    public async Task<(bool IsDone, Admission Admission)> AdmitAllAsync(CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(context);
        await using (batch.ConfigureAwait(false))
        {
            AddLock(batch)
                .Add(
                    AdmitAllSql(),
                    request.ProviderId,
                    Ids(Claims(request.Messages)),
                    Numbers(Claims(request.Messages)),
                    request.Day,
                    request.Month,
                    UtcTimeConverter.ToStored(request.Now),
                    request.ProviderVersion,
                    SnakeCase.Name(request.Channel),
                    request.MostTakenBefore(request.DailyLimit),
                    request.MostTakenBefore(request.MonthlyLimit));
            var reader = await batch.ReadAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var state = ProviderStateColumns.Read(reader).Read();
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                var granted = await ReadIdsAsync(reader, cancellationToken).ConfigureAwait(false);
                return granted.Count is 0 ? default : (true, new Admission
                {
                    Granted = granted,
                    Lost = request.Messages.Select(message => message.Id).Where(id => !granted.Contains(id)).ToHashSet(),
                    Today = state.TakenOn(request.Day) + granted.Count,
                    ThisMonth = state.TakenIn(request.Month) + granted.Count,
                });
            }
        }
    }

    public async Task<Admission> AdmitAsync(CancellationToken cancellationToken)
    {
        var (decision, held, cancelled, heldBack) = await LockAsync(cancellationToken).ConfigureAwait(false);
        if (cancelled.Count > 0)
        {
            await CancelAsync(cancelled, cancellationToken).ConfigureAwait(false);
        }

        return await decision.AdmitAsync(held, heldBack, messages => MarkAsync(messages, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<(AdmissionDecision Decision, HashSet<MessageClaim> Held, HashSet<MessageClaim> Cancelled, HashSet<Guid> HeldBack)> LockAsync(
        CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(context);
        await using (batch.ConfigureAwait(false))
        {
            // Each statement sees what was committed when it began: the later ones what counts once the row is ours.
            AddLock(batch)
                .Add(
                    $"""
                    SELECT EXISTS (SELECT FROM {DatabaseDialect.Table<SendingSwitchEntity>(context)} WHERE paused),
                        (SELECT version FROM {DatabaseDialect.Table<ProviderEntity>(context)} WHERE id = $1 AND channel = $2 AND is_active)
                    """,
                    request.ProviderId, SnakeCase.Name(request.Channel))
                .Add(HeldSql(), Ids(Claims(request.Messages)), Numbers(Claims(request.Messages)));
            var reader = await batch.ReadAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await ReadAsync(reader, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The row is there in any case before it is locked: what is decided without the lock would be decided by several at once.</summary>
    private StatementBatch AddLock(StatementBatch batch) => batch
        .LookUpByKeys()
        .Add(
            $"""
            INSERT INTO {_states} (provider_id, day, today, month, this_month, closed_version)
            VALUES ($1, $2, 0, $3, 0, 0) ON CONFLICT (provider_id) DO NOTHING
            """,
            request.ProviderId, request.Day, request.Month)
        .Add($"SELECT {ProviderStateColumns.Names} FROM {_states} WHERE provider_id = $1 FOR NO KEY UPDATE", request.ProviderId);

    private string AdmitAllSql() => $"""
        WITH held AS MATERIALIZED (
            SELECT message.id, message.claim
            FROM unnest($2::uuid[], $3::int[]) AS given (id, claim)
            JOIN {_messages} AS message ON message.id = given.id AND message.claim = given.claim
            WHERE {PostgreSqlDialect.BeingSent} AND NOT ({IsCancelled}) AND NOT ({IsHeldBack})
        ), open AS MATERIALIZED (
            SELECT provider_id FROM {_states}
            WHERE provider_id = $1 AND (SELECT count(*) FROM held) = cardinality($2::uuid[])
                AND (closed_until IS NULL OR closed_until <= $6 OR closed_version <> $7)
                AND ($9::bigint IS NULL OR CASE WHEN day = $4 THEN today ELSE 0 END <= $9)
                AND ($10::bigint IS NULL OR CASE WHEN month = $5 THEN this_month ELSE 0 END <= $10)
                AND NOT EXISTS (SELECT FROM {DatabaseDialect.Table<SendingSwitchEntity>(context)} WHERE paused)
                AND EXISTS (SELECT FROM {DatabaseDialect.Table<ProviderEntity>(context)} WHERE id = $1 AND channel = $8 AND is_active AND version = $7)
        ), marked AS (
            UPDATE {_messages} AS message SET handed_to = open.provider_id FROM open CROSS JOIN held
            WHERE message.id = held.id AND message.claim = held.claim AND {PostgreSqlDialect.BeingSent}
            RETURNING message.id
        ), counted AS (
            UPDATE {_states} AS state
            SET today = CASE WHEN day = $4 THEN today ELSE 0 END + taken.places, day = $4,
                this_month = CASE WHEN month = $5 THEN this_month ELSE 0 END + taken.places, month = $5
            FROM (SELECT count(*) AS places FROM marked) AS taken WHERE provider_id = $1 AND taken.places > 0
        )
        SELECT id FROM marked
        """;

    private string HeldSql() => $"""
        SELECT message.id, message.claim, {IsCancelled}, {IsHeldBack}
        FROM unnest($1::uuid[], $2::int[]) AS held (id, claim)
        JOIN {_messages} AS message ON message.id = held.id AND message.claim = held.claim
        WHERE {PostgreSqlDialect.BeingSent}
        """;

    private string IsCancelled => request.Messages.Any(message => message.CorrelationKey is not null)
        ? $"""
            message.correlation_key IS NOT NULL AND EXISTS (
                SELECT FROM {_cancellations} AS cancellation
                WHERE cancellation.correlation_key = message.correlation_key AND cancellation.requested_at >= message.queued_at)
            """
        : "false";

    private string IsHeldBack => $"""
        message.campaign_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM {_campaigns} AS campaign WHERE campaign.id = message.campaign_id AND campaign.status = 'running')
        """;

    private async Task<(AdmissionDecision Decision, HashSet<MessageClaim> Held, HashSet<MessageClaim> Cancelled, HashSet<Guid> HeldBack)> ReadAsync(
        DbDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var state = ProviderStateColumns.Read(reader);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var decision = new AdmissionDecision(request, state.Read(), reader.GetBoolean(0), reader.IsDBNull(1) ? null : reader.GetInt64(1));
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var held = new HashSet<MessageClaim>();
        var cancelled = new HashSet<MessageClaim>();
        var heldBack = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var claim = new MessageClaim(reader.GetGuid(0), reader.GetInt32(1));
            (reader.GetBoolean(2) ? cancelled : held).Add(claim);
            if (reader.GetBoolean(3))
            {
                heldBack.Add(claim.Id);
            }
        }

        return (decision, held, cancelled, heldBack);
    }

    private async Task CancelAsync(IReadOnlyCollection<MessageClaim> messages, CancellationToken cancellationToken)
    {
        var dialect = DatabaseDialect.Of(context);
        var batch = new StatementBatch(context);
        await using (batch.ConfigureAwait(false))
        {
            batch.Add(
                $"""
                WITH cancelled AS (
                    UPDATE {_messages} AS message
                    SET status = CASE WHEN held.handed_to IS NULL THEN 'cancelled' ELSE 'uncertain' END, handed_to = held.handed_to,
                        next_attempt_at = NULL, waiting_for = NULL, lease_until = NULL, lease_owner = NULL
                    FROM unnest($1::uuid[], $2::int[], $4::int[]) AS held (id, claim, handed_to)
                    WHERE message.id = held.id AND message.claim = held.claim AND {PostgreSqlDialect.BeingSent}
                    RETURNING message.id, {MessageCountSql.CountedOf("message")}
                ), counted AS (
                    {MessageCountSql.Insert(context, $"{MessageCountSql.Of(dialect, "cancelled", times: -1, status: "queued")} UNION ALL {MessageCountSql.Of(dialect, "cancelled")}")}
                )
                INSERT INTO {DatabaseDialect.Table<MessageEventEntity>(context)} (message_id, type, occurred_at)
                SELECT id, 'cancelled', $3 FROM cancelled
                """,
                Ids(messages), Numbers(messages), UtcTimeConverter.ToStored(request.Now), HandedTo(messages));
            await batch.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlySet<Guid>> MarkAsync(IReadOnlyList<AdmissionCandidate> messages, CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(context);
        await using (batch.ConfigureAwait(false))
        {
            batch.Add(
                $"""
                WITH marked AS (
                    UPDATE {_messages} AS message SET handed_to = $1 FROM unnest($2::uuid[], $3::int[]) AS held (id, claim)
                    WHERE message.id = held.id AND message.claim = held.claim AND {PostgreSqlDialect.BeingSent}
                    RETURNING message.id
                ), counted AS (
                    UPDATE {_states}
                    SET today = CASE WHEN day = $4 THEN today ELSE 0 END + (SELECT count(*) FROM marked), day = $4,
                        this_month = CASE WHEN month = $5 THEN this_month ELSE 0 END + (SELECT count(*) FROM marked), month = $5
                    WHERE provider_id = $1
                )
                SELECT id FROM marked
                """,
                request.ProviderId, Ids(Claims(messages)), Numbers(Claims(messages)), request.Day, request.Month);
            var reader = await batch.ReadAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await ReadIdsAsync(reader, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<HashSet<Guid>> ReadIdsAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        var ids = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    private static MessageClaim[] Claims(IEnumerable<AdmissionCandidate> messages) =>
        [.. messages.Select(message => new MessageClaim(message.Id, message.Claim))];

    /// <summary>Whoever may have taken them at an earlier try; the row may name who was asked since, and surely did not.</summary>
    private int?[] HandedTo(IEnumerable<MessageClaim> claims)
    {
        var candidates = request.Messages.ToDictionary(message => message.Id, message => message.HandedTo);
        return [.. claims.Select(claim => candidates[claim.Id])];
    }

    private static Guid[] Ids(IEnumerable<MessageClaim> claims) => [.. claims.Select(claim => claim.Id)];

    private static int[] Numbers(IEnumerable<MessageClaim> claims) => [.. claims.Select(claim => claim.Claim)];
}
