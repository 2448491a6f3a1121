using Infora.Communication.Messages;
using Infora.Communication.Outbox;

namespace Infora.Communication.EntityFramework.Tests.Hosts;

/// <summary>A reminder goes with the payment that is booked, and stays where the booking does not.</summary>
public sealed class TransactionalCancellationTests
{
    private static readonly EnqueueOptions Reminder = new() { CorrelationKey = "invoice-1", SendAt = DateTimeOffset.MaxValue.AddYears(-1) };

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task CancelAsync_CountsFromTheCommitOn(string kind)
    {
        await using var host = await BillingHost.StartAsync(kind);
        await RemindAsync(host, Reminder);

        await host.RequestAsync(async (billing, outbox) =>
        {
            await using var transaction = await billing.Database.BeginTransactionAsync();
            await outbox.CancelAsync("invoice-1");
            await billing.SaveChangesAsync();
            await transaction.RollbackAsync();
        });
        (await host.Store.ApplyCancellationsAsync(Now(), CancellationToken.None)).Should().Be(0);
        (await host.MessagesAsync()).Single().Status.Should().Be(MessageStatus.Queued);

        await host.RequestAsync(async (billing, outbox) =>
        {
            billing.Invoices.Add(new Invoice { Customer = "paid" });
            await outbox.CancelAsync("invoice-1");
            await billing.SaveChangesAsync();
        });
        (await host.Store.ApplyCancellationsAsync(Now(), CancellationToken.None)).Should().Be(1);
        (await host.MessagesAsync()).Single().Status.Should().Be(MessageStatus.Cancelled);
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task CancelAsync_IsKept_WhileItCanMeetAMessageThatIsBeingSent(string kind)
    {
        await using var host = await BillingHost.StartAsync(kind);
        await RemindAsync(host, Reminder with { SendAt = null });
        var claimed = (await host.Store.ClaimDueAsync(1, Now(), Now().AddMinutes(1), CancellationToken.None)).Single();
        await host.RequestAsync(async (billing, outbox) =>
        {
            await outbox.CancelAsync("invoice-1");
            await billing.SaveChangesAsync();
        });

        (await host.Store.ApplyCancellationsAsync(Now(), CancellationToken.None)).Should().Be(0);
        await host.Store.CompleteAsync([new MessageCompletion(claimed.State with { Status = MessageStatus.Queued }, [], [])], CancellationToken.None);
        (await host.MessagesAsync()).Single().Status.Should().Be(MessageStatus.Cancelled);

        await host.Store.ApplyCancellationsAsync(Now(), CancellationToken.None);
        (await CancellationsAsync(host)).Should().Be(0);
    }

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task CancelAsync_TakesBackWhatIsNotSavedYet_AndLeavesWhatIsQueuedAfterIt(string kind)
    {
        await using var host = await BillingHost.StartAsync(kind);

        await host.RequestAsync(async (billing, outbox) =>
        {
            await outbox.EnqueueAsync(BillingHost.Mail(), Reminder);
            await outbox.EnqueueAsync(BillingHost.Mail(), Reminder with { CorrelationKey = "invoice-2" });
            await outbox.CancelAsync("invoice-1");
            await billing.SaveChangesAsync();
        });
        await RemindAsync(host, Reminder);
        await host.Store.ApplyCancellationsAsync(Now(), CancellationToken.None);

        (await host.MessagesAsync()).Select(message => (message.CorrelationKey, message.Status)).Should().BeEquivalentTo(
        [
            ("invoice-1", MessageStatus.Cancelled), ("invoice-1", MessageStatus.Queued), ("invoice-2", MessageStatus.Queued),
        ]);
    }

    private static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();

    private static Task RemindAsync(BillingHost host, EnqueueOptions options) => host.RequestAsync(async (billing, outbox) =>
    {
        (await outbox.EnqueueAsync(BillingHost.Mail(), options)).Outcome.Should().Be(EnqueueOutcome.Queued);
        await billing.SaveChangesAsync();
    });

    private static Task<int> CancellationsAsync(BillingHost host) => host.CountAsync("communication_cancellations");
}
