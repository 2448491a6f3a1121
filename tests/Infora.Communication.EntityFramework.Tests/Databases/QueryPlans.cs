using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Infora.Communication.EntityFramework.Tests.Databases;

/// <summary>Asks the database how it will run each query before it does.</summary>
internal sealed class QueryPlans(bool sqlite) : DbCommandInterceptor
{
    private readonly List<string> _plans = [];

    /// <summary>The lines of the plans since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        var plans = _plans.ToList();
        _plans.Clear();
        return plans;
    }

    /// <summary>The lines that say that a table is read from end to end.</summary>
    public static IEnumerable<string> WholeTables(IReadOnlyList<string> plan)
    {
        // SQLite says SCAN of its own intermediate results too, which it names before.
        var intermediate = plan
            .Where(line => line.StartsWith("CO-ROUTINE ", StringComparison.Ordinal) || line.StartsWith("MATERIALIZE ", StringComparison.Ordinal))
            .Select(line => $"SCAN {line.Split(' ')[1]}").ToHashSet();
        return plan.Where(line => line.Contains("Seq Scan on", StringComparison.Ordinal)
            || (line.StartsWith("SCAN ", StringComparison.Ordinal)
                && !line.Contains(" USING ", StringComparison.Ordinal)
                && !intermediate.Contains(line)));
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await ExplainAsync(command, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await ExplainAsync(command, cancellationToken);
        return result;
    }

    private async Task ExplainAsync(DbCommand command, CancellationToken cancellationToken)
    {
        var sql = command.CommandText;
        if (sql.Contains("INSERT INTO", StringComparison.Ordinal))
        {
            // Entity Framework sends many of them in one command, and only the first would be explained.
            return;
        }

        command.CommandText = (sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + sql;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                _plans.Add(reader.GetString(reader.FieldCount - 1));
            }
        }

        command.CommandText = sql;
    }
}
