using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Statistics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.EntityFramework.Tests.Hosts;

/// <summary>What the host's transaction queues is counted by its commit, and not at all where it is rolled back.</summary>
public sealed class TransactionalCountTests
{
    private const string Noted = "communication_message_count_changes";

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task ARollback_LeavesNoCount(string kind)
    {
        await using var host = await BillingHost.StartAsync(kind);

        await host.RequestAsync(async (billing, outbox) =>
        {
            await using var transaction = await billing.Database.BeginTransactionAsync();
            await outbox.EnqueueAsync(BillingHost.Mail());
            await billing.SaveChangesAsync();
            await transaction.RollbackAsync();
        });
        (await host.CountAsync(Noted)).Should().Be(0);
        (await ReadAsync(host)).Should().BeEmpty();

        await host.RequestAsync(async (billing, outbox) =>
        {
            await outbox.EnqueueAsync(BillingHost.Mail());
            billing.ChangeTracker.Clear();
            await outbox.EnqueueAsync(BillingHost.Mail());
            await billing.SaveChangesAsync();
        });
        (await ReadAsync(host)).Should().Equal((MessageStatus.Queued, 1));
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task WhatIsQueuedOneByOne_IsNotedOnce_AndAgainAfterItWasSaved(string kind)
    {
        await using var host = await BillingHost.StartAsync(kind);

        await host.RequestAsync(async (billing, outbox) =>
        {
            for (var i = 0; i < 5; i++)
            {
                await outbox.EnqueueAsync(BillingHost.Mail());
            }

            await billing.SaveChangesAsync();
            await outbox.EnqueueAsync(BillingHost.Mail());
            await billing.SaveChangesAsync();
        });

        (await host.CountAsync(Noted)).Should().Be(2);
        (await ReadAsync(host)).Should().Equal((MessageStatus.Queued, 6));
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task WhatIsTakenBackBeforeItIsSaved_IsCountedAsCancelled(string kind)
    {
        await using var host = await BillingHost.StartAsync(kind);

        await host.RequestAsync(async (billing, outbox) =>
        {
            await outbox.EnqueueAsync(BillingHost.Mail(), new EnqueueOptions { CorrelationKey = "invoice-1" });
            await outbox.EnqueueAsync(BillingHost.Mail());
            await outbox.CancelAsync("invoice-1");
            await billing.SaveChangesAsync();
        });

        (await ReadAsync(host)).Should().BeEquivalentTo([(MessageStatus.Queued, 1L), (MessageStatus.Cancelled, 1L)]);
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task FoldsAndRecounts_WorkInTheHostsSchema(string kind)
    {
        await using var host = await BillingHost.StartAsync(kind);
        await host.RequestAsync(async (billing, outbox) =>
        {
            await outbox.EnqueueAsync(BillingHost.Mail());
            await billing.SaveChangesAsync();
        });
        var counts = host.Services.GetRequiredService<IMessageCounts>();

        (await counts.FoldAsync(10, CancellationToken.None)).Should().Be(1);
        (await host.CountAsync(Noted)).Should().Be(0);
        await counts.RebuildAsync(CancellationToken.None);
        (await ReadAsync(host)).Should().Equal((MessageStatus.Queued, 1));
    }

    private static async Task<IReadOnlyList<(MessageStatus Status, long Messages)>> ReadAsync(BillingHost host)
    {
        (await host.Services.GetRequiredService<IMessageCounts>().CompareAsync(DateOnly.MinValue, DateOnly.MaxValue, CancellationToken.None)).Should().Be(0);
        var counts = await host.Services.GetRequiredService<IMessageStore>().CountAsync(DateOnly.MinValue, DateOnly.MaxValue, CancellationToken.None);
        return [.. counts.Select(count => (count.Status, count.Messages))];
    }
}
