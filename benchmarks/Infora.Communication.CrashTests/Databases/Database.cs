using Infora.Communication.EntityFramework;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.CrashTests.Databases;

/// <summary>Where all processes of one run keep their messages.</summary>
/// <param name="Kind"><c>postgresql</c> or <c>sqlite</c>.</param>
/// <param name="Connection">The connection string.</param>
internal sealed record Database(string Kind, string Connection)
{
    public const string PostgreSql = "postgresql";
    public const string Sqlite = "sqlite";

    public void Use(EntityFrameworkBuilder builder)
    {
        _ = Kind switch
        {
            PostgreSql => builder.UsePostgreSql(Connection),
            Sqlite => builder.UseSqlite(Connection),
            _ => throw new ArgumentException($"'{Kind}' is no database that is known here: say {PostgreSql} or {Sqlite}."),
        };
    }
}
