using Infora.Communication.Statistics;

namespace Infora.Communication.EntityFramework.Tests.Databases;

/// <summary>Fills a database with messages that are finished, and some that wait.</summary>
internal static class ManyMessages
{
    /// <param name="analyzes">Whether the database learns how they are distributed; nobody tells SQLite to.</param>
    public static async Task AddAsync(TestDatabase database, int count, bool analyzes = true)
    {
        var (number, id, time, later) = database.IsSqlite
            ? ("WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {0}) ",
                "printf('%08X-0000-7000-8000-%012X', n, n)",
                "strftime('%Y-%m-%d %H:%M:%S', '2026-01-01', '+' || n || ' minutes')",
                "'2030-01-01 00:00:00'")
            : ("WITH numbers (n) AS (SELECT generate_series(1, {0})) ",
                "(lpad(to_hex(n), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid",
                "timestamptz '2026-01-01 00:00Z' + n * interval '1 minute'",
                "timestamptz '2030-01-01 00:00Z'");
        var numbers = string.Format(System.Globalization.CultureInfo.InvariantCulture, number, count);
        await database.QueryAsync(
            $"{numbers} INSERT INTO communication_messages (id, channel, status, priority, category, allow_fallback, attempt_count, counted_tries, claim, "
            + "queued_at, queued_on, sent_at, provider_id, campaign_id, idempotency_key, correlation_key, waiting_for, next_attempt_at) "
            + $"SELECT {id}, 'email', CASE n % 200 WHEN 0 THEN 'failed' WHEN 1 THEN 'queued' WHEN 2 THEN 'uncertain' ELSE 'sent' END, "
            + $"1, 'transactional', true, 1, 1, 1, {time}, date({time}), {time}, "
            + "CASE WHEN n % 1000 = 0 THEN 6 ELSE n % 5 + 1 END, n % 200 + 1, 'key-' || n, 'invoice-' || n, "
            + $"CASE WHEN n % 200 = 1 THEN 'provider_limit' END, CASE WHEN n % 200 IN (1, 2) THEN {later} END FROM numbers");
        await database.QueryAsync(
            $"{numbers} INSERT INTO communication_message_contents (message_id, recipient, recipient_key) "
            + $"SELECT {id}, 'r' || n || '@example.com', 'r' || n || '@example.com' FROM numbers");
        await database.QueryAsync(
            $"{numbers} INSERT INTO communication_message_attachments (message_id, position, file_name, content) "
            + $"SELECT {id}, 0, 'a.txt', {(database.IsSqlite ? "x'61'" : "'a'::bytea")} FROM numbers");
        await database.QueryAsync(
            $"{numbers} INSERT INTO communication_campaigns (channel, name, template_id, variables, category, status, version, created_at) "
            + $"SELECT 'email', 'Spring', 1, '{{}}', 'promotional', CASE WHEN n % 5000 = 0 THEN 'running' ELSE 'completed' END, 1, {time} FROM numbers");
        if (analyzes)
        {
            await database.QueryAsync("ANALYZE");
        }
    }

    /// <summary>Counts them, and leaves as much again noted and not added up.</summary>
    public static async Task CountAsync(TestDatabase database, IMessageCounts counts, bool analyzes)
    {
        const string Columns = "day, channel, provider_id, campaign_id, status, accepted, currency, messages, opened, clicked, segments, cost";
        await counts.RebuildAsync(CancellationToken.None);
        await database.QueryAsync(
            $"INSERT INTO communication_message_count_changes ({Columns}) SELECT {Columns} FROM communication_message_counts");
        if (analyzes)
        {
            await database.QueryAsync("ANALYZE");
        }
    }
}
