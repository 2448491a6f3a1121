using Infora.Communication.Messages;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>Messages that wait, and those that are taken back, in every store.</summary>
public abstract class MessageReleaseContract : OutboxContract
{
    [SkippableFact]
    public async Task ReleaseUncertainAsync_PutsBackWhatIsToBeSentAnew()
    {
        var due = await UncertainAsync(Now);
        var later = await UncertainAsync(Now.AddMilliseconds(1));
        var held = await UncertainAsync(null);

        (await Outbox.ReleaseUncertainAsync(Now, CancellationToken.None)).Should().Be(1);

        var state = await FindAsync(due);
        (state.Status, state.NextAttemptAt, state.HandedTo).Should().Be((MessageStatus.Queued, Now, 3));
        (await FindAsync(later)).Status.Should().Be(MessageStatus.Uncertain);
        (await FindAsync(held)).Status.Should().Be(MessageStatus.Uncertain);
        (await Outbox.ReleaseUncertainAsync(Now, CancellationToken.None)).Should().Be(0);
    }

    [SkippableFact]
    public async Task ReleaseWaitingAsync_MakesDueWhatWaitsForAProvider_TheFirstFirst()
    {
        var third = await WaitingAsync(WaitingFor.NoProvider, Now.AddMinutes(3));
        var first = await WaitingAsync(WaitingFor.ProviderLimit, Now.AddMinutes(1));
        var second = await WaitingAsync(WaitingFor.ProviderOutage, Now.AddMinutes(2));
        await WaitingAsync(WaitingFor.Retry, Now.AddMinutes(1));
        await WaitingAsync(WaitingFor.Schedule, Now.AddMinutes(1));
        await WaitingAsync(WaitingFor.ProviderLimit, Now.AddMinutes(1), MessageChannel.Sms);
        await WaitingAsync(WaitingFor.ProviderLimit, Now);

        (await Outbox.ReleaseWaitingAsync(MessageChannel.Email, 2, Now, CancellationToken.None)).Should().Be(2);
        (await FindAsync(first)).NextAttemptAt.Should().Be(Now);
        (await FindAsync(second)).NextAttemptAt.Should().Be(Now);
        (await FindAsync(third)).NextAttemptAt.Should().Be(Now.AddMinutes(3));
        (await Outbox.ReleaseWaitingAsync(MessageChannel.Email, 2, Now, CancellationToken.None)).Should().Be(1);
        (await Outbox.ReleaseWaitingAsync(MessageChannel.Email, 2, Now, CancellationToken.None)).Should().Be(0);
        (await ClaimAsync(10)).Should().HaveCount(4);
    }

    [SkippableFact]
    public async Task CancelAsync_CancelsWhatIsQueuedUnderTheKey()
    {
        var key = (await AddAsync(3, state => state with { CorrelationKey = "invoice-1", NextAttemptAt = Now.AddDays(1), WaitingFor = WaitingFor.Schedule }))
            .Select(message => message.State.Id).ToList();
        var other = (await AddAsync(1, state => state with { CorrelationKey = "invoice-2" })).Single().State.Id;
        var sent = (await AddAsync(1, state => state with { CorrelationKey = "invoice-1", Status = MessageStatus.Sent })).Single().State.Id;
        var later = (await AddAsync(1, state => state with { CorrelationKey = "invoice-1", QueuedAt = Now.AddSeconds(1) })).Single().State.Id;

        (await Outbox.CancelAsync("invoice-1", Now, CancellationToken.None)).Should().Be(3);

        foreach (var id in key)
        {
            var state = await FindAsync(id);
            (state.Status, state.NextAttemptAt, state.WaitingFor).Should().Be((MessageStatus.Cancelled, null, null));
            (await EventsAsync(id)).Should().Equal("cancelled");
        }

        (await FindAsync(other)).Status.Should().Be(MessageStatus.Queued);
        (await FindAsync(sent)).Status.Should().Be(MessageStatus.Sent);
        (await FindAsync(later)).Status.Should().Be(MessageStatus.Queued);
        (await Outbox.CancelAsync("invoice-1", Now, CancellationToken.None)).Should().Be(0);
        (await Outbox.CancelAsync("unknown", Now, CancellationToken.None)).Should().Be(0);
    }

    [SkippableFact]
    public async Task CancelAsync_MeetsAMessageThatIsBeingSent_WhenItComesBackToTheQueue()
    {
        var deferred = await ClaimNewAsync(state => state with { CorrelationKey = "invoice-1" });
        (await Outbox.CancelAsync("invoice-1", Now, CancellationToken.None)).Should().Be(0);
        await Outbox.ApplyCancellationsAsync(Now, CancellationToken.None);

        await Outbox.CompleteAsync(
            [new MessageCompletion(deferred with { Status = MessageStatus.Queued, NextAttemptAt = Now.AddMinutes(1) }, [], [new MessageEvent("deferred", Now)])],
            CancellationToken.None);

        (await FindAsync(deferred.Id)).Status.Should().Be(MessageStatus.Cancelled);
        (await EventsAsync(deferred.Id)).Should().Equal("deferred", "cancelled");
    }

    [SkippableFact]
    public async Task CancelAsync_LeavesWhatIsSentMeanwhile_AndWhatIsQueuedAfterIt()
    {
        var sent = await ClaimNewAsync(state => state with { CorrelationKey = "invoice-1" });
        await Outbox.CancelAsync("invoice-1", Now, CancellationToken.None);
        await CompleteAsync(sent with { Status = MessageStatus.Sent, NextAttemptAt = null });
        Time.Advance(TimeSpan.FromSeconds(1));

        (await Outbox.ApplyCancellationsAsync(Now, CancellationToken.None)).Should().Be(0);
        var later = await ClaimNewAsync(state => state with { CorrelationKey = "invoice-1" });
        await CompleteAsync(later with { Status = MessageStatus.Queued });

        (await FindAsync(sent.Id)).Status.Should().Be(MessageStatus.Sent);
        (await FindAsync(later.Id)).Status.Should().Be(MessageStatus.Queued);
    }

    private async Task<Guid> UncertainAsync(DateTimeOffset? sentAnewAt) => (await AddAsync(
        1, state => state with { Status = MessageStatus.Uncertain, NextAttemptAt = sentAnewAt, HandedTo = 3 })).Single().State.Id;

    private async Task<Guid> WaitingAsync(WaitingFor reason, DateTimeOffset dueAt, MessageChannel channel = MessageChannel.Email) => (await AddAsync(
        1, state => state with { Channel = channel, WaitingFor = reason, NextAttemptAt = dueAt })).Single().State.Id;
}
