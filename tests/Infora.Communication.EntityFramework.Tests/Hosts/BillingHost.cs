using System.Globalization;
using Infora.Communication.Email;
using Infora.Communication.EntityFramework.Tests.Databases;
using Infora.Communication.EntityFramework.Tests.Stores;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.EntityFramework.Tests.Hosts;

/// <summary>A host that keeps the library's tables in its own context, registered in one of three ways.</summary>
internal sealed class BillingHost : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private BillingHost(TestDatabase database, ServiceProvider services) => (_database, _services) = (database, services);

    public IServiceProvider Services => _services;

    public CountingTrigger Trigger { get; } = new();

    public IOutboxStore Store => _services.GetRequiredService<IOutboxStore>();

    public static async Task<BillingHost> StartAsync(string kind, string registration = "context")
    {
        var database = await TestDatabase.CreateAsync(kind);
        var services = EntityFrameworkHost.NewServices(TimeProvider.System);
        _ = registration switch
        {
            "factory" => services.AddDbContextFactory<BillingDbContext>(options => database.Choose(options)),
            "pool" => services.AddDbContextPool<BillingDbContext>(options => database.Choose(options)),
            _ => services.AddDbContext<BillingDbContext>(options => database.Choose(options)),
        };
        BillingHost? host = null;
        services.AddSingleton<IDispatchTrigger>(_ => host!.Trigger);
        services.AddInforaCommunication().UseEntityFramework<BillingDbContext>();
        host = new BillingHost(database, services.BuildServiceProvider(validateScopes: true));
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BillingDbContext>().Database.EnsureCreatedAsync();
        return host;
    }

    /// <summary>What the host does in one request, with its own context and the outbox beside it.</summary>
    public async Task<T> RequestAsync<T>(Func<BillingDbContext, IMessageOutbox, Task<T>> run)
    {
        await using var scope = _services.CreateAsyncScope();
        return await run(
            scope.ServiceProvider.GetRequiredService<BillingDbContext>(), scope.ServiceProvider.GetRequiredService<IMessageOutbox>());
    }

    public Task RequestAsync(Func<BillingDbContext, IMessageOutbox, Task> run) => RequestAsync(async (billing, outbox) =>
    {
        await run(billing, outbox);
        return true;
    });

    public static EmailMessage Mail(string to = "ann@example.com") =>
        new() { To = new EmailAddress(to), Subject = "Receipt", TextBody = "Thank you.", Attachments = [new EmailAttachment("a.txt", new byte[] { 97 })] };

    public async Task<IReadOnlyList<MessageRecord>> MessagesAsync() =>
        [.. (await _services.GetRequiredService<IMessageStore>().ListAsync(new MessageQuery { Limit = 500 }, CancellationToken.None)).Select(message => message.State)];

    public Task<int> InvoicesAsync() => RequestAsync((billing, _) => billing.Invoices.CountAsync());

    /// <summary>The rows of one of the library's tables.</summary>
    public async Task<int> CountAsync(string table) => int.Parse(
        await _database.QueryAsync($"SELECT count(*) FROM {(_database.IsSqlite ? "" : "billing.")}{table}"), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _database.Dispose();
    }
}
