using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Infora.Communication.EntityFramework.Tests.Databases;

/// <summary>Asks SQLite how it will run each statement before it does.</summary>
internal sealed partial class SqlitePlans(QueryPlans plans) : DbCommandInterceptor
{
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

        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                plans.Add(WithTable(sql, reader.GetString(reader.FieldCount - 1)));
            }
        }

        command.CommandText = sql;
    }

    /// <summary>Plans name tables by their aliases, and short ones are given to several.</summary>
    private static string WithTable(string sql, string line) => Aliases().Matches(sql)
        .Where(alias => line == $"SCAN {alias.Groups[2].Value}")
        .Select(alias => $"SCAN {alias.Groups[1].Value}")
        .FirstOrDefault(line);

    [GeneratedRegex("\"(communication_\\w+)\" AS \"?(\\w+)")]
    private static partial Regex Aliases();
}
