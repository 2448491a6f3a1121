using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Infora.Communication.EntityFramework.Tests.Databases;

/// <summary>
/// Lets PostgreSQL report the plan of each statement that it runs, whoever sent it: also of those that go past Entity
/// Framework. https://www.postgresql.org/docs/15/auto-explain.html.
/// </summary>
internal sealed class PostgreSqlPlans(QueryPlans plans) : DbConnectionInterceptor
{
    private const string Report = "LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET client_min_messages = log";

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        var npgsql = (NpgsqlConnection)connection;
        npgsql.Notice -= OnNotice;
        await using (var command = npgsql.CreateCommand())
        {
            command.CommandText = Report;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        npgsql.Notice += OnNotice;
    }

    private void OnNotice(object sender, NpgsqlNoticeEventArgs args) => plans.Add(args.Notice.MessageText);
}
