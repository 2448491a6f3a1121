using Infora.Communication.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Infora.Communication.EntityFramework.Tests.Databases;

/// <summary>An empty database of either kind, with what the tests ask of it.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly SqliteFile? _file;
    private readonly string _connectionString;

    private TestDatabase(SqliteFile? file, string connectionString) => (_file, _connectionString) = (file, connectionString);

    public bool IsSqlite => _file is not null;

    public static async Task<TestDatabase> CreateAsync(string kind)
    {
        if (kind is "SQLite")
        {
            var file = new SqliteFile();
            return new TestDatabase(file, file.ConnectionString);
        }

        // All tests share one server: what each keeps open adds up. Statements are prepared in any case, so that there is one pool to clear.
        return new TestDatabase(null, $"{await PostgreSqlServer.CreateDatabaseAsync(CancellationToken.None)};Maximum Pool Size=25;Max Auto Prepare=200");
    }

    public EntityFrameworkBuilder Choose(EntityFrameworkBuilder builder) =>
        IsSqlite ? builder.UseSqlite(_connectionString) : builder.UsePostgreSql(_connectionString);

    public DbContextOptionsBuilder Choose(DbContextOptionsBuilder options) =>
        IsSqlite ? options.UseSqlite(_connectionString) : options.UseNpgsql(_connectionString);

    /// <summary>The rows as text, columns parted by bars.</summary>
    public Task<string> QueryAsync(string sql) => _file is null
        ? PostgreSqlServer.QueryAsync(_connectionString, sql, CancellationToken.None)
        : _file.QueryAsync(sql);

    /// <summary>The bytes that hold the data: the file with its log, or all tables as text.</summary>
    public async Task<string> ReadRawAsync(string table)
    {
        if (_file is null)
        {
            return await QueryAsync($"SELECT * FROM {table}");
        }

        await QueryAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        return System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(_file.Path));
    }

    public void Dispose()
    {
        _file?.Dispose();
        if (_file is null)
        {
            using var connection = new NpgsqlConnection(_connectionString);
            NpgsqlConnection.ClearPool(connection);
        }
    }
}
