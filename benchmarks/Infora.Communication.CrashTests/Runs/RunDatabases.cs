using Infora.Communication.CrashTests.Databases;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>An empty database for each run.</summary>
internal sealed class RunDatabases(PlanOptions options) : IAsyncDisposable
{
    private readonly SqliteFiles _files = new();
    private LocalPostgreSql? _server;

    public async Task<Database> CreateAsync(string kind, CancellationToken cancellationToken)
    {
        if (options.Connection is { } connection)
        {
            return new Database(kind, connection);
        }

        return kind is Database.Sqlite
            ? _files.Create()
            : new Database(kind, await (await ServerAsync(cancellationToken)).CreateDatabaseAsync(cancellationToken));
    }

    public async Task<LocalPostgreSql> ServerAsync(CancellationToken cancellationToken) =>
        _server ??= await LocalPostgreSql.StartAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _files.Dispose();
    }
}
