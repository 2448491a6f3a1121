using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.EntityFramework.Tests.Hosts;

/// <summary>What the host commits and its messages are one: both or neither.</summary>
public sealed class TransactionalOutboxTests
{
    [SkippableTheory]
    [InlineData("SQLite", "context")]
    [InlineData("SQLite", "pool")]
    [InlineData("SQLite", "factory")]
    [InlineData("PostgreSQL", "context")]
    [InlineData("PostgreSQL", "pool")]
    [InlineData("PostgreSQL", "factory")]
    public async Task WithoutATransaction_TheMessageIsStoredBySaveChanges_AndTheDispatcherIsWoken(string kind, string registration)
    {
        await using var host = await BillingHost.StartAsync(kind, registration);

        await host.RequestAsync(async (billing, outbox) =>
        {
            billing.Invoices.Add(new Invoice { Customer = "Ann" });
            var queued = await outbox.EnqueueAsync(BillingHost.Mail());
            queued.Outcome.Should().Be(EnqueueOutcome.Queued);
            (await host.MessagesAsync()).Should().BeEmpty();
            host.Trigger.Raised.Should().Be(0);

            await billing.SaveChangesAsync();
            host.Trigger.Raised.Should().Be(1);
            await billing.SaveChangesAsync();
        });

        host.Trigger.Raised.Should().Be(1, "nothing was queued since");
        (await host.MessagesAsync()).Should().ContainSingle().Which.Status.Should().Be(MessageStatus.Queued);
        var claimed = await host.Store.ClaimDueAsync(5, TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow(), CancellationToken.None);
        claimed.Single().Content!.Attachments.Should().ContainSingle();
    }

    [SkippableTheory]
    [InlineData("SQLite", "context", true)]
    [InlineData("SQLite", "pool", false)]
    [InlineData("SQLite", "factory", true)]
    [InlineData("PostgreSQL", "context", true)]
    [InlineData("PostgreSQL", "pool", false)]
    [InlineData("PostgreSQL", "factory", true)]
    public async Task InATransaction_InvoiceAndMessageAreCommittedTogetherOrNotAtAll(string kind, string registration, bool async)
    {
        await using var host = await BillingHost.StartAsync(kind, registration);

        await BookAsync(host, commits: false, async);
        (await host.InvoicesAsync(), (await host.MessagesAsync()).Count, host.Trigger.Raised).Should().Be((0, 0, 0));

        await BookAsync(host, commits: true, async);
        (await host.InvoicesAsync(), (await host.MessagesAsync()).Count, host.Trigger.Raised).Should().Be((1, 1, 1));
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task AScopeThatEndsWithoutSaveChanges_StoresNothing(string kind)
    {
        await using var host = await BillingHost.StartAsync(kind, "pool");

        await host.RequestAsync((_, outbox) => outbox.EnqueueAsync(BillingHost.Mail()));
        await host.RequestAsync((billing, _) => billing.SaveChangesAsync());

        (await host.MessagesAsync()).Should().BeEmpty();
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task ThousandsAreStoredWithOneSaveChanges(string kind)
    {
        await using var host = await BillingHost.StartAsync(kind);
        var entries = Enumerable.Range(0, 2_000).Select(number => new OutboxEntry(BillingHost.Mail($"r{number}@example.com"))).ToList();

        await host.RequestAsync(async (billing, outbox) =>
        {
            (await outbox.EnqueueAsync(entries)).Should().OnlyContain(result => result.Outcome == EnqueueOutcome.Queued);
            await billing.SaveChangesAsync();
        });

        var counts = await host.Services.GetRequiredService<IMessageStore>().CountAsync(DateOnly.MinValue, DateOnly.MaxValue, CancellationToken.None);
        counts.Sum(count => count.Messages).Should().Be(2_000);
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task AKeyCountsAmongStoredAndUnsavedMessages(string kind)
    {
        await using var host = await BillingHost.StartAsync(kind);
        var keyed = new EnqueueOptions { IdempotencyKey = "receipt-1" };

        await host.RequestAsync(async (billing, outbox) =>
        {
            var first = await outbox.EnqueueAsync(BillingHost.Mail(), keyed);
            var again = await outbox.EnqueueAsync(BillingHost.Mail(), keyed);
            var twice = await outbox.EnqueueAsync([new OutboxEntry(BillingHost.Mail(), keyed), new OutboxEntry(BillingHost.Mail("bob@example.com"), keyed)]);
            (first.Outcome, again.Outcome).Should().Be((EnqueueOutcome.Queued, EnqueueOutcome.Replayed));
            again.Message!.State.Id.Should().Be(first.Message!.State.Id);
            twice.Select(result => result.Outcome).Should().Equal(EnqueueOutcome.Replayed, EnqueueOutcome.KeyReused);
            await billing.SaveChangesAsync();
        });
        var later = await host.RequestAsync((_, outbox) => outbox.EnqueueAsync(BillingHost.Mail(), keyed));

        later.Outcome.Should().Be(EnqueueOutcome.Replayed);
        (await host.MessagesAsync()).Should().ContainSingle();
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task OfManyRequestsWithOneKey_OneStoresItsMessage(string kind)
    {
        await using var host = await BillingHost.StartAsync(kind);
        var keyed = new EnqueueOptions { IdempotencyKey = "receipt-1" };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(() => host.RequestAsync(async (billing, outbox) =>
        {
            billing.Invoices.Add(new Invoice { Customer = $"{number}" });
            var result = await outbox.EnqueueAsync(BillingHost.Mail(), keyed);
            if (result.Outcome is EnqueueOutcome.Replayed)
            {
                return "replayed";
            }

            try
            {
                await billing.SaveChangesAsync();
                return "stored";
            }
            catch (DbUpdateException)
            {
                return "refused";
            }
        }))));

        outcomes.Count(outcome => outcome is "stored").Should().Be(1);
        (await host.MessagesAsync()).Should().ContainSingle();
        (await host.InvoicesAsync()).Should().Be(1, "an invoice is not stored without its mail");
        var repeated = await host.RequestAsync((_, outbox) => outbox.EnqueueAsync(BillingHost.Mail(), keyed));
        repeated.Outcome.Should().Be(EnqueueOutcome.Replayed);
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task TheImmediateOutboxStoresBeforeItReturns_WhateverTheHostDoes(string kind)
    {
        await using var host = await BillingHost.StartAsync(kind);
        var outbox = host.Services.GetRequiredKeyedService<IMessageOutbox>(OutboxKeys.Immediate);

        await outbox.EnqueueAsync(BillingHost.Mail());

        (await host.MessagesAsync()).Should().ContainSingle();
        host.Trigger.Raised.Should().Be(1);
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task CreateFor_ServesAContextThatTheHostMakes(string kind)
    {
        await using var host = await BillingHost.StartAsync(kind, "factory");
        await using var billing = await host.Services.GetRequiredService<IDbContextFactory<BillingDbContext>>().CreateDbContextAsync();
        var outbox = host.Services.GetRequiredService<MessageOutboxFactory>().CreateFor(billing);

        await outbox.EnqueueAsync(BillingHost.Mail());
        (await host.MessagesAsync()).Should().BeEmpty();
        await billing.SaveChangesAsync();

        (await host.MessagesAsync()).Should().ContainSingle();
        host.Trigger.Raised.Should().Be(1);
    }

    [Fact]
    public async Task UseEntityFramework_GivesTheImmediateOutbox_WhenItChoosesADatabaseOfItsOwnAfterAll()
    {
        var services = new ServiceCollection();
        services.AddInforaCommunication().UseEntityFramework<BillingDbContext>().UseEntityFramework(ef => ef.UseSqlite("Data Source=unused.db"));
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        provider.GetRequiredService<IMessageOutbox>().Should().BeSameAs(provider.GetRequiredKeyedService<IMessageOutbox>(OutboxKeys.Immediate));
    }

    private static Task BookAsync(BillingHost host, bool commits, bool async) => host.RequestAsync(async (billing, outbox) =>
    {
        await using var transaction = async ? await billing.Database.BeginTransactionAsync() : billing.Database.BeginTransaction();
        billing.Invoices.Add(new Invoice { Customer = "Ann" });
        await outbox.EnqueueAsync(BillingHost.Mail());
        _ = async ? await billing.SaveChangesAsync() : billing.SaveChanges();
        host.Trigger.Raised.Should().Be(0, "nothing is committed");
        switch (commits, async)
        {
            case (true, true):
                await transaction.CommitAsync();
                break;
            case (true, false):
                transaction.Commit();
                break;
            case (false, true):
                await transaction.RollbackAsync();
                break;
            default:
                transaction.Rollback();
                break;
        }
    });
}
