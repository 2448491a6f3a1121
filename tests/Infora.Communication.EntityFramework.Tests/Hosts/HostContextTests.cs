using Infora.Communication.EntityFramework.Tests.Databases;
using Infora.Communication.EntityFramework.Tests.Stores;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.TestSupport.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.EntityFramework.Tests.Hosts;

public sealed class HostContextTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [SkippableTheory]
    [InlineData("SQLite", false)]
    [InlineData("SQLite", true)]
    [InlineData("PostgreSQL", false)]
    [InlineData("PostgreSQL", true)]
    public async Task TheStoresLiveInTheHostsContext(string kind, bool withFactory)
    {
        using var database = await TestDatabase.CreateAsync(kind);
        await using var services = Services(database, withFactory);
        await using var scope = services.CreateAsyncScope();
        var billing = scope.ServiceProvider.GetRequiredService<BillingDbContext>();
        await billing.Database.EnsureCreatedAsync();
        billing.Invoices.Add(new Invoice { Customer = "Ann" });
        var messages = services.GetRequiredService<IMessageStore>();
        var message = SampleMessages.Queued(Now);

        await messages.AddAsync(message, CancellationToken.None);
        var claimed = await services.GetRequiredService<IOutboxStore>().ClaimDueAsync(5, Now, Now.AddMinutes(1), CancellationToken.None);
        var provider = await services.GetRequiredService<IProviderStore>().AddAsync(
            new ProviderRecord { Channel = MessageChannel.Sms, Name = "A", Service = "twilio" }, CancellationToken.None);

        claimed.Single().State.Id.Should().Be(message.State.Id);
        provider!.IsDefault.Should().BeTrue();
        (await billing.Invoices.CountAsync()).Should().Be(0, "the library does not save what the host has not");
        (await billing.SaveChangesAsync()).Should().Be(1);
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task TheStoresWork_UnderAnExecutionStrategyThatRetries(string kind)
    {
        using var database = await TestDatabase.CreateAsync(kind);
        var services = EntityFrameworkHost.NewServices(TimeProvider.System);
        services.AddDbContext<BillingDbContext>(options =>
        {
            database.Choose(options);
            options.ReplaceService<Microsoft.EntityFrameworkCore.Storage.IExecutionStrategyFactory, RetryingStrategies>();
        });
        services.AddInforaCommunication().UseEntityFramework<BillingDbContext>();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BillingDbContext>().Database.EnsureCreatedAsync();
        var messages = provider.GetRequiredService<IMessageStore>();

        await messages.AddRangeAsync([SampleMessages.Queued(Now), SampleMessages.Queued(Now)], CancellationToken.None);

        (await messages.ListAsync(new MessageQuery(), CancellationToken.None)).Should().HaveCount(2);
    }

    [Fact]
    public async Task MigrateInforaCommunicationAsync_NamesTheMend_WhenTheModelLacksTheTables()
    {
        using var database = await TestDatabase.CreateAsync("SQLite");
        var services = EntityFrameworkHost.NewServices(TimeProvider.System);
        services.AddDbContext<ForgetfulDbContext>(options => database.Choose(options));
        services.AddInforaCommunication().UseEntityFramework<ForgetfulDbContext>();
        await using var provider = services.BuildServiceProvider();

        var migrating = () => provider.MigrateInforaCommunicationAsync();

        (await migrating.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*UseInforaCommunication()*");
    }

    [Fact]
    public async Task MigrateInforaCommunicationAsync_NamesTheMend_WhenTheMigrationsLackTheTables()
    {
        using var database = await TestDatabase.CreateAsync("SQLite");
        await using var services = Services(database, withFactory: false);

        var migrating = () => services.MigrateInforaCommunicationAsync();

        (await migrating.Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("*dotnet ef migrations add Communication --context BillingDbContext*");
    }

    [Fact]
    public async Task TheStoresNameTheMend_WhenTheContextIsNotRegistered()
    {
        var services = EntityFrameworkHost.NewServices(TimeProvider.System);
        services.AddInforaCommunication().UseEntityFramework<BillingDbContext>();
        await using var provider = services.BuildServiceProvider();

        var reading = () => provider.GetRequiredService<IMessageStore>().FindAsync(Guid.Empty, CancellationToken.None);

        (await reading.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*AddDbContext<BillingDbContext>*");
    }

    private static ServiceProvider Services(TestDatabase database, bool withFactory)
    {
        var services = EntityFrameworkHost.NewServices(TimeProvider.System);
        _ = withFactory
            ? services.AddDbContextFactory<BillingDbContext>(options => database.Choose(options))
            : services.AddDbContext<BillingDbContext>(options => database.Choose(options));
        services.AddInforaCommunication().UseEntityFramework<BillingDbContext>();
        return services.BuildServiceProvider(validateScopes: true);
    }
}
