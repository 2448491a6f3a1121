using Npgsql;

namespace Infora.Communication.Benchmarks.Outbox;

/// <summary>The library's tables of messages, seen from outside it.</summary>
internal static class MessageTables
{
    public const string Messages = "communication_messages";
    public const string Contents = "communication_message_contents";

    /// <summary>In the order of acceptance, as the library's ids are.</summary>
    private const string Id = "('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid";

    public static Task EmptyAsync(NpgsqlDataSource database) => ExecuteAsync(
        database, $"TRUNCATE {Messages}, {Contents}, communication_message_counts, communication_message_count_changes CASCADE");

    public static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 3_600;
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<long> CountAsync(NpgsqlDataSource database, string condition)
    {
        await using var command = database.CreateCommand($"SELECT count(*) FROM {Messages} WHERE {condition}");
        command.CommandTimeout = 600;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>
    /// Adds copies of the one message that is there, by one statement for each table.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="rows">How many.</param>
    /// <param name="values">What differs from the one that is there, as SQL expressions of the row's number <c>n</c>, by column.</param>
    /// <param name="withContents">Whether each has a content too.</param>
    public static async Task CopyAsync(NpgsqlDataSource database, int rows, IReadOnlyDictionary<string, string> values, bool withContents = true)
    {
        foreach (var (table, key) in ((string, string)[])[(Messages, "id"), .. withContents ? [(Contents, "message_id")] : Array.Empty<(string, string)>()])
        {
            var columns = await ColumnsAsync(database, table);
            var selected = columns.Select(column =>
                column == key ? Id : table == Messages && values.TryGetValue(column, out var value) ? value : $"one.{column}");
            await ExecuteAsync(database, $"""
                INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", selected)}
                FROM generate_series(1, {rows}) AS n CROSS JOIN (SELECT * FROM {table} LIMIT 1) AS one
                """);
        }
    }

    /// <summary>The table's columns, but for those that the database works out itself.</summary>
    private static async Task<List<string>> ColumnsAsync(NpgsqlDataSource database, string table)
    {
        await using var command = database.CreateCommand("SELECT column_name FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER'");
        command.Parameters.AddWithValue(table);
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<string>();
        while (await reader.ReadAsync())
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }
}
