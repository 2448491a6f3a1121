using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Infora.Communication.EntityFramework.Databases;

/// <summary>
/// Statements that go to PostgreSQL in one round trip, in the context's transaction. Parameters are <c>$1</c>, <c>$2</c> and
/// so on in each of them; arrays are welcome, which Entity Framework would not take in SQL of our own.
/// </summary>
internal sealed class StatementBatch : IAsyncDisposable
{
    private readonly DbBatch _batch;

    public StatementBatch(DbContext context)
    {
        _batch = context.Database.GetDbConnection().CreateBatch();
        _batch.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        if (context.Database.GetCommandTimeout() is { } seconds)
        {
            _batch.Timeout = seconds;
        }
    }

    public StatementBatch Add(string sql, params object?[] values)
    {
        var command = _batch.CreateBatchCommand();
#pragma warning disable CA2100 // Its variable parts are names of tables and columns, which the model gives; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        _batch.BatchCommands.Add(command);
        return this;
    }

    public Task ExecuteAsync(CancellationToken cancellationToken) => _batch.ExecuteNonQueryAsync(cancellationToken);

    /// <summary>Runs them; the results are those of the statements that give rows.</summary>
    public Task<DbDataReader> ReadAsync(CancellationToken cancellationToken) => _batch.ExecuteReaderAsync(cancellationToken);

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
