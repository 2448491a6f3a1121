using Infora.Communication.EntityFramework.PostgreSql;
using Infora.Communication.EntityFramework.Sqlite;
using Infora.Communication.EntityFramework.Tests.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.EntityFramework.Tests.Databases;

public sealed class MigrationTests
{
    [Fact]
    public void TheMigrationsAreUpToDate()
    {
        using var sqlite = new SqliteCommunicationDbContextFactory().CreateDbContext([]);
        using var postgreSql = new PostgreSqlCommunicationDbContextFactory().CreateDbContext([]);

        sqlite.Database.HasPendingModelChanges().Should().BeFalse();
        postgreSql.Database.HasPendingModelChanges().Should().BeFalse();
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task MigrateInforaCommunicationAsync_MayRunAgainAndFromManyHostsAtOnce(string kind)
    {
        using var database = await TestDatabase.CreateAsync(kind);

        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => EntityFrameworkHost.StartAsync(database, TimeProvider.System)));
        await hosts[0].Services.MigrateInforaCommunicationAsync();

        (await database.QueryAsync("SELECT count(*) FROM \"__EFMigrationsHistory\"")).Should().Be("8");
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task MigrateInforaCommunicationAsync_NamesTheMend_WhenThereIsNoDatabase()
    {
        var services = new ServiceCollection();
        services.AddInforaCommunication();
        await using var provider = services.BuildServiceProvider();

        var migrating = () => provider.MigrateInforaCommunicationAsync();

        (await migrating.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*UseEntityFramework*");
    }
}
