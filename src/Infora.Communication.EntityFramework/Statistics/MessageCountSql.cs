using Infora.Communication.EntityFramework.Databases;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Statistics;

/// <summary>
/// Counts in SQL, in words of both databases. A statement that changes messages adds what it changed as
/// <see cref="Insert"/> of <see cref="Of"/> the rows before it, taken away, and after it.
/// </summary>
internal static class MessageCountSql
{
    public const string Columns = $"{Keys}, messages, opened, clicked, complained, unsubscribed, segments, cost, estimated_cost";

    public const string Keys = "day, channel, provider_id, campaign_id, status, accepted, currency";

    private const string Sums = """
        CAST(sum(messages) AS bigint) AS messages, CAST(sum(opened) AS bigint) AS opened, CAST(sum(clicked) AS bigint) AS clicked,
            CAST(sum(complained) AS bigint) AS complained, CAST(sum(unsubscribed) AS bigint) AS unsubscribed,
            CAST(sum(segments) AS bigint) AS segments, CAST(sum(cost) AS bigint) AS cost,
            CAST(sum(estimated_cost) AS bigint) AS estimated_cost
        """;

    /// <summary>The columns of a message that its counters depend on.</summary>
    public static IReadOnlyList<string> Counted { get; } =
    [
        "queued_on", "channel", "provider_id", "campaign_id", "status", "sent_at", "cost_currency", "opened_at", "clicked_at", "complained_at", "unsubscribed_at",
        "segments", "cost", "estimated_cost", "estimated_currency",
    ];

    /// <summary>The same, of one of several tables of a statement.</summary>
    public static string CountedOf(string table) => string.Join(", ", Counted.Select(column => $"{table}.{column}"));

    /// <summary>
    /// A row for each message, which counts it once, and another for each that was estimated to cost something, which counts that
    /// alone: it may be in another currency than the charge.
    /// </summary>
    /// <param name="dialect">The database.</param>
    /// <param name="messages">What has the columns of <see cref="Counted"/>, with a condition where it needs one.</param>
    /// <param name="times">1, or -1 to take it away.</param>
    /// <param name="status">What it is counted as; null for its status.</param>
    public static string Of(DatabaseDialect dialect, string messages, int times = 1, string? status = null) => $"""
        SELECT queued_on AS day, channel, coalesce(provider_id, 0) AS provider_id, coalesce(campaign_id, 0) AS campaign_id,
            {StatusOf(status)} AS status,
            sent_at IS NOT NULL AS accepted, coalesce(cost_currency, '') AS currency,
            {times} AS messages, CASE WHEN opened_at IS NULL THEN 0 ELSE {times} END AS opened,
            CASE WHEN clicked_at IS NULL THEN 0 ELSE {times} END AS clicked,
            CASE WHEN complained_at IS NULL THEN 0 ELSE {times} END AS complained,
            CASE WHEN unsubscribed_at IS NULL THEN 0 ELSE {times} END AS unsubscribed,
            {times} * coalesce(segments, 0) AS segments, {times} * {dialect.CostParts("cost")} AS cost, 0 AS estimated_cost
        FROM {messages}
        UNION ALL
        SELECT queued_on, channel, coalesce(provider_id, 0), coalesce(campaign_id, 0), {StatusOf(status)}, sent_at IS NOT NULL, estimated_currency,
            0, 0, 0, 0, 0, 0, 0, {times} * {dialect.CostParts("estimated_cost")}
        FROM (SELECT * FROM {messages}) AS estimated WHERE estimated_currency IS NOT NULL
        """;

    private static string StatusOf(string? status) => status is null ? "CASE status WHEN 'sending' THEN 'queued' ELSE status END" : $"'{status}'";

    /// <summary>Adds rows up; what comes out as nothing is left out.</summary>
    public static string Sum(string rows) => $"""
        SELECT {Keys}, {Sums}
        FROM ({rows}) AS summed GROUP BY {Keys}
        HAVING sum(messages) <> 0 OR sum(opened) <> 0 OR sum(clicked) <> 0 OR sum(complained) <> 0
            OR sum(unsubscribed) <> 0 OR sum(segments) <> 0 OR sum(cost) <> 0 OR sum(estimated_cost) <> 0
        """;

    /// <summary>Notes by how much counters change.</summary>
    public static string Insert(DbContext context, string rows) => $"""
        INSERT INTO {DatabaseDialect.Table<MessageCountChangeEntity>(context)} ({Columns})
        {Sum(rows)}
        """;

    /// <summary>The counters as they are, in several rows each: added up already, and not yet.</summary>
    /// <param name="context">The context.</param>
    /// <param name="condition">Which.</param>
    public static string All(DbContext context, string condition) => $"""
        SELECT {Columns} FROM {DatabaseDialect.Table<MessageCountEntity>(context)} WHERE {condition}
        UNION ALL SELECT {Columns} FROM {DatabaseDialect.Table<MessageCountChangeEntity>(context)} WHERE {condition}
        """;

    /// <summary>Begins a statement that adds rows to what is added up already.</summary>
    public static string AddUp(DbContext context, string rows)
    {
        string[] values = ["messages", "opened", "clicked", "complained", "unsubscribed", "segments", "cost", "estimated_cost"];
        return $"""
            INSERT INTO {DatabaseDialect.Table<MessageCountEntity>(context)} AS stored ({Columns})
            {rows}
            ON CONFLICT ({Keys}) DO UPDATE SET {string.Join(", ", values.Select(value => $"{value} = stored.{value} + excluded.{value}"))}
            """;
    }
}
