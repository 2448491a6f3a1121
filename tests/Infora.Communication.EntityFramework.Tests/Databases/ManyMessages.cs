namespace Infora.Communication.EntityFramework.Tests.Databases;

/// <summary>Fills a database with finished messages, and lets it learn how they are distributed.</summary>
internal static class ManyMessages
{
    public static async Task AddAsync(TestDatabase database, int count)
    {
        var (number, id, time) = database.IsSqlite
            ? ("WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {0}) ",
                "printf('%08X-0000-7000-8000-%012X', n, n)",
                "strftime('%Y-%m-%d %H:%M:%S', '2026-01-01', '+' || n || ' minutes')")
            : ("WITH numbers (n) AS (SELECT generate_series(1, {0})) ",
                "(lpad(to_hex(n), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid",
                "timestamptz '2026-01-01 00:00Z' + n * interval '1 minute'");
        var numbers = string.Format(System.Globalization.CultureInfo.InvariantCulture, number, count);
        await database.QueryAsync(
            $"{numbers} INSERT INTO communication_messages (id, channel, status, priority, category, allow_fallback, attempt_count, counted_tries, claim, "
            + "queued_at, queued_on, sent_at, provider_id, campaign_id, idempotency_key) "
            + $"SELECT {id}, 'email', CASE WHEN n % 200 = 0 THEN 'failed' ELSE 'sent' END, 1, 'transactional', true, 1, 1, 1, "
            + $"{time}, date({time}), {time}, CASE WHEN n % 1000 = 0 THEN 6 ELSE n % 5 + 1 END, n % 200 + 1, 'key-' || n FROM numbers");
        await database.QueryAsync(
            $"{numbers} INSERT INTO communication_message_contents (message_id, recipient, recipient_key) "
            + $"SELECT {id}, 'r' || n || '@example.com', 'r' || n || '@example.com' FROM numbers");
        await database.QueryAsync(
            $"{numbers} INSERT INTO communication_message_attachments (message_id, position, file_name, content) "
            + $"SELECT {id}, 0, 'a.txt', {(database.IsSqlite ? "x'61'" : "'a'::bytea")} FROM numbers");
        await database.QueryAsync(
            $"{numbers} INSERT INTO communication_campaigns (channel, name, template_id, variables, category, status, version, created_at) "
            + $"SELECT 'email', 'Spring', 1, '{{}}', 'promotional', CASE WHEN n % 5000 = 0 THEN 'running' ELSE 'completed' END, 1, {time} FROM numbers");
        await database.QueryAsync("ANALYZE");
    }
}
