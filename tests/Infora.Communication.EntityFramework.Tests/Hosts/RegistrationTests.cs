using Infora.Communication.Alerts;
using Infora.Communication.Campaigns;
using Infora.Communication.EntityFramework.PostgreSql;
using Infora.Communication.EntityFramework.Tests.Databases;
using Infora.Communication.EntityFramework.Tests.Stores;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Templates;
using Infora.Communication.TestSupport.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Infora.Communication.EntityFramework.Tests.Hosts;

public sealed class RegistrationTests
{
    [Fact]
    public void UseEntityFramework_ReplacesEveryStore_CalledOnceOrTwice()
    {
        var services = EntityFrameworkHost.NewServices(TimeProvider.System);
        var builder = services.AddInforaCommunication();
        builder.UseEntityFramework(ef => ef.UseSqlite("Data Source=unused.db"));
        builder.UseEntityFramework(ef => ef.UseSqlite("Data Source=unused.db"));
        services.AddInforaCommunication();
        using var provider = services.BuildServiceProvider();

        foreach (var store in new[]
        {
            typeof(IMessageStore), typeof(IOutboxStore), typeof(ISendingStateStore), typeof(IAlertStore),
            typeof(IProviderStore), typeof(ITemplateStore), typeof(ICampaignStore),
        })
        {
            provider.GetServices(store).Should().ContainSingle().Which!.GetType().Name.Should().StartWith("EntityFramework");
        }
    }

    [Fact]
    public async Task UseEntityFramework_TakesTheLastDatabase_WhenCalledTwice()
    {
        using var first = await TestDatabase.CreateAsync("SQLite");
        using var second = await TestDatabase.CreateAsync("SQLite");
        var services = EntityFrameworkHost.NewServices(TimeProvider.System);
        services.AddInforaCommunication()
            .UseEntityFramework(ef => first.Choose(ef))
            .UseEntityFramework(ef => second.Choose(ef));
        await using var provider = services.BuildServiceProvider();
        await provider.MigrateInforaCommunicationAsync();

        await provider.GetRequiredService<IMessageStore>().AddAsync(
            SampleMessages.Queued(TimeProvider.System.GetUtcNow()), CancellationToken.None);

        (await second.QueryAsync("SELECT count(*) FROM communication_messages")).Should().Be("1");
    }

    [Fact]
    public void UseEntityFramework_NamesTheMend_WhenNoDatabaseIsChosen()
    {
        var builder = new ServiceCollection().AddInforaCommunication();

        var choosing = () => builder.UseEntityFramework(_ => { });

        choosing.Should().Throw<InvalidOperationException>().WithMessage("*UseSqlite*UsePostgreSql*");
    }

    [Fact]
    public void UseEntityFramework_RefusesTwoDatabases()
    {
        var builder = new ServiceCollection().AddInforaCommunication();

        var choosing = () => builder.UseEntityFramework(ef => ef.UseSqlite("Data Source=a.db").UsePostgreSql("Host=b"));

        choosing.Should().Throw<InvalidOperationException>().WithMessage("*one database*");
    }

    [Fact]
    public void UseSqlite_RefusesAnEmptyConnectionString()
    {
        var builder = new ServiceCollection().AddInforaCommunication();

        var sqlite = () => builder.UseEntityFramework(ef => ef.UseSqlite(" "));
        var postgreSql = () => builder.UseEntityFramework(ef => ef.UsePostgreSql(""));

        sqlite.Should().Throw<ArgumentException>();
        postgreSql.Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData("Host=a;Password=secret", 200)]
    [InlineData("Host=a;Password=secret;Max Auto Prepare=0", 0)]
    [InlineData("Host=a;Password=secret;MaxAutoPrepare=7", 7)]
    public async Task UsePostgreSql_PreparesStatements_UnlessTheConnectionStringSaysOtherwise(string given, int expected)
    {
        var services = new ServiceCollection();
        services.AddInforaCommunication().UseEntityFramework(ef => ef.UsePostgreSql(given));
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();

        var used = new NpgsqlConnectionStringBuilder(
            scope.ServiceProvider.GetRequiredService<PostgreSqlCommunicationDbContext>().Database.GetConnectionString());

        used.MaxAutoPrepare.Should().Be(expected);
        used.Host.Should().Be("a");
        used.Password.Should().Be("secret");
    }
}
