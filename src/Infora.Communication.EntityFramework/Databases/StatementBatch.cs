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
    /// <summary>With <c>jit</c>, since what can only be read as a whole seems to cost so much then that it would be compiled.</summary>
    private const string KeysOnly = """
        SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
            set_config('jit', 'off', true)
        """;

    private readonly DbBatch _batch;
    private bool _givesSettings;

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

    /// <summary>
    /// Rows are looked up by their keys from here to the end of the transaction. Connections keep the plans of repeated
    /// statements; one that was made while a table was nearly empty would read the whole of it when it has millions.
    /// First of the batch.
    /// </summary>
    public StatementBatch LookUpByKeys()
    {
        _givesSettings = true;
        return Add(KeysOnly);
    }

    public Task ExecuteAsync(CancellationToken cancellationToken) => _batch.ExecuteNonQueryAsync(cancellationToken);

    /// <summary>Runs them; the results are those of the statements that give rows.</summary>
    public async Task<DbDataReader> ReadAsync(CancellationToken cancellationToken)
    {
        var reader = await _batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (_givesSettings)
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        return reader;
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
