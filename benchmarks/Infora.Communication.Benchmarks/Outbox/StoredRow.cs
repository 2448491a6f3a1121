using System.Data;
using Npgsql;

namespace Infora.Communication.Benchmarks.Outbox;

/// <summary>A row as the library stored it, to be stored again by hand: the columns that have a value, and how to write each.</summary>
internal sealed class StoredRow
{
    private readonly string _table;
    private readonly List<string> _columns = [];
    private readonly List<Func<Guid, NpgsqlParameter>> _values = [];

    private StoredRow(string table) => _table = table;

    public static async Task<StoredRow> ReadAsync(NpgsqlDataSource database, string table, string key)
    {
        await using var command = database.CreateCommand($"SELECT * FROM {table} LIMIT 1");
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow);
        await reader.ReadAsync();
        var row = new StoredRow(table);
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (!reader.IsDBNull(i))
            {
                row._columns.Add(reader.GetName(i));
                row._values.Add(reader.GetName(i) == key
                    ? id => new NpgsqlParameter<Guid> { TypedValue = id }
                    : Writer(reader.GetValue(i), reader.GetDataTypeName(i)));
            }
        }

        return row;
    }

    /// <summary>One statement with a parameter for each value of each row, which is what PostgreSQL's limit of 65,535 leaves room for.</summary>
    public NpgsqlBatchCommand Insert(IReadOnlyList<Guid> ids)
    {
        var sql = new System.Text.StringBuilder($"INSERT INTO {_table} ({string.Join(", ", _columns)}) VALUES ");
        var command = new NpgsqlBatchCommand();
        foreach (var (row, id) in ids.Index())
        {
            sql.Append(row is 0 ? "(" : ", (");
            foreach (var (column, value) in _values.Index())
            {
                sql.Append(column is 0 ? "$" : ", $").Append((row * _values.Count) + column + 1);
                command.Parameters.Add(value(id));
            }

            sql.Append(')');
        }

        command.CommandText = sql.ToString();
        return command;
    }

    private static Func<Guid, NpgsqlParameter> Writer(object value, string type) => value switch
    {
        string text => _ => new NpgsqlParameter<string> { TypedValue = text, DataTypeName = type },
        int number => _ => new NpgsqlParameter<int> { TypedValue = number },
        long number => _ => new NpgsqlParameter<long> { TypedValue = number },
        short number => _ => new NpgsqlParameter<short> { TypedValue = number },
        bool flag => _ => new NpgsqlParameter<bool> { TypedValue = flag },
        DateTime time => _ => new NpgsqlParameter<DateTime> { TypedValue = time, DataTypeName = type },
        DateOnly day => _ => new NpgsqlParameter<DateOnly> { TypedValue = day },
        _ => _ => new NpgsqlParameter { Value = value, DataTypeName = type },
    };
}
