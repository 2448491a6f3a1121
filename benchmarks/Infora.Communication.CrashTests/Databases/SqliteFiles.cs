namespace Infora.Communication.CrashTests.Databases;

/// <summary>A folder for SQLite files, gone at the end.</summary>
internal sealed class SqliteFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infora-sqlite-").FullName;
    private int _files;

    public Database Create() => new(Database.Sqlite, $"Data Source={Path.Combine(_folder, $"messages-{++_files}.db")}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
