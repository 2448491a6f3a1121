namespace Infora.Communication.EntityFramework.Databases;

/// <summary>
/// Columns of rows that go to PostgreSQL as a set: one array for each column, however many rows there are, so that the
/// statement is always the same.
/// </summary>
internal sealed class SetColumns<TRow>
{
    private readonly List<(string Name, string Type, Func<IReadOnlyList<TRow>, (Array Values, bool IsEmpty)> Values)> _columns = [];

    /// <summary>All names, parted by commas.</summary>
    public string Names => string.Join(", ", _columns.Select(column => column.Name));

    public IEnumerable<string> All => _columns.Select(column => column.Name);

    public SetColumns<TRow> Add<TValue>(string name, string type, Func<TRow, TValue> value)
    {
        _columns.Add((name, type, rows =>
        {
            var (values, isEmpty) = (new TValue[rows.Count], true);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = value(rows[i]);
                isEmpty &= values[i] is null;
            }

            return (values, isEmpty);
        }
        ));
        return this;
    }

    public SetColumns<TRow> Text(string name, Func<TRow, string?> value) => Add(name, "text", value);

    public SetColumns<TRow> Number(string name, Func<TRow, int?> value) => Add(name, "int", value);

    public SetColumns<TRow> Truth(string name, Func<TRow, bool?> value) => Add(name, "boolean", value);

    public SetColumns<TRow> Name<TEnum>(string name, Func<TRow, TEnum?> value)
        where TEnum : struct, Enum => Add(name, "text", row => value(row) is { } one ? SnakeCase.Name(one) : null);

    public SetColumns<TRow> Time(string name, Func<TRow, DateTimeOffset?> value) => Add<DateTimeOffset?>(
        name, "timestamptz", row => value(row) is { } moment ? new DateTimeOffset(UtcTimeConverter.ToStored(moment)) : null);

    public SetColumns<TRow> With(SetColumns<TRow> others)
    {
        _columns.AddRange(others._columns);
        return this;
    }

    /// <summary>The same columns of rows that hold these.</summary>
    public SetColumns<TOuter> Of<TOuter>(Func<TOuter, TRow> inner)
    {
        var columns = new SetColumns<TOuter>();
        columns._columns.AddRange(_columns.Select(column => (
            column.Name,
            column.Type,
            (Func<IReadOnlyList<TOuter>, (Array, bool)>)(rows => column.Values([.. rows.Select(inner)])))));
        return columns;
    }

    /// <summary>The rows as a table named <c>given</c>, with their order in its column <c>place</c>.</summary>
    /// <param name="first">The number of the first parameter; the others follow.</param>
    public string Rows(int first = 1) =>
        $"unnest({string.Join(", ", Parameters(first, _columns.Select(column => column.Type)))}) WITH ORDINALITY AS given ({Names}, place)";

    public object[] Arrays(IReadOnlyList<TRow> rows) => [.. _columns.Select(column => column.Values(rows).Values)];

    /// <summary>Without the columns that none of the rows has a value in, for an insert: most columns of new rows.</summary>
    /// <returns>The names, the rows as a table named <c>given</c>, and its parameters.</returns>
    public (string Names, string Rows, object[] Arrays) Filled(IReadOnlyList<TRow> rows)
    {
        var filled = _columns.Select(column => (column.Name, column.Type, Given: column.Values(rows))).Where(column => !column.Given.IsEmpty).ToList();
        var names = string.Join(", ", filled.Select(column => column.Name));
        return (
            names,
            $"unnest({string.Join(", ", Parameters(1, filled.Select(column => column.Type)))}) AS given ({names})",
            [.. filled.Select(column => column.Given.Values)]);
    }

    private static IEnumerable<string> Parameters(int first, IEnumerable<string> types) => types.Select((type, i) => $"${first + i}::{type}[]");
}
