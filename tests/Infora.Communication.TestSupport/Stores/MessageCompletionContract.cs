using Infora.Communication.Messages;
using Infora.Communication.Outbox;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>Writing what became of messages, in every store: by whom it counts, and what is kept of it in any case.</summary>
public abstract class MessageCompletionContract : OutboxContract
{
    [SkippableFact]
    public async Task CompleteAsync_WritesStateAttemptsAndEventsOfASet()
    {
        await AddAsync(40);
        var claimed = (await ClaimAsync(40)).Select(message => message.State).ToList();

        await Outbox.CompleteAsync([.. claimed.Select(Sent)], CancellationToken.None);

        foreach (var state in claimed)
        {
            (await FindAsync(state.Id)).Should().BeEquivalentTo(Sent(state).State, options => options.Excluding(found => found.LeasedUntil));
            var history = await Stores.Messages.GetHistoryAsync(state.Id, CancellationToken.None);
            history.Attempts.Should().Equal(Sent(state).Attempts);
            history.Events.Should().Equal(Sent(state).Events);
        }
    }

    [SkippableFact]
    public async Task CompleteAsync_AppendsToTheHistory_AlsoTwiceInOneSet()
    {
        var state = await ClaimNewAsync();
        await Outbox.CompleteAsync([Deferred(state, 1), Deferred(state, 2)], CancellationToken.None);
        Time.Advance(TimeSpan.FromMinutes(2));
        var again = (await ClaimAsync(1)).Single().State;
        await Outbox.CompleteAsync([Deferred(again, 3)], CancellationToken.None);

        var history = await Stores.Messages.GetHistoryAsync(state.Id, CancellationToken.None);

        history.Attempts.Select(attempt => attempt.Number).Should().Equal(1, 2, 3);
        history.Events.Select(happened => happened.Detail).Should().Equal("1a", "1b", "2a", "2b", "3a", "3b");
        (await FindAsync(state.Id)).AttemptCount.Should().Be(3);
    }

    [SkippableFact]
    public async Task CompleteAsync_PassesOverAMessageThatIsGone()
    {
        var state = await ClaimNewAsync();
        var gone = SampleMessages.Queued(Now).State;

        await Outbox.CompleteAsync([Sent(gone), Sent(state)], CancellationToken.None);

        (await FindAsync(state.Id)).Status.Should().Be(MessageStatus.Sent);
        (await Stores.Messages.FindAsync(gone.Id, CancellationToken.None)).Should().BeNull();
        (await Stores.Messages.GetHistoryAsync(gone.Id, CancellationToken.None)).Attempts.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task CompleteAsync_OfAnOlderClaim_ThatHandedNothingOver_KeepsTheStateAndWritesTheHistory()
    {
        var lost = await ClaimNewAsync();
        var holder = await TakeOverAsync();

        await Outbox.CompleteAsync([Sent(lost)], CancellationToken.None);

        var found = await FindAsync(lost.Id);
        (found.Status, found.Claim, found.SentAt).Should().Be((MessageStatus.Sending, holder.Claim, null));
        (await Stores.Messages.GetHistoryAsync(lost.Id, CancellationToken.None)).Attempts.Should().HaveCount(2);
        (await EventsAsync(lost.Id)).Should().Equal("sent");
    }

    [SkippableFact]
    public async Task CompleteAsync_OfWhoeverHandedItOver_SettlesAnUncertainMessage()
    {
        var lost = await ClaimNewAsync();
        var holder = await TakeOverAsync();
        await CompleteAsync(holder with { Status = MessageStatus.Uncertain, HandedTo = 3, NextAttemptAt = Now.AddMinutes(5) });

        await Outbox.CompleteAsync([Sent(lost)], CancellationToken.None);

        var found = await FindAsync(lost.Id);
        (found.Status, found.SentAt, found.NextAttemptAt, found.HandedTo).Should().Be((MessageStatus.Sent, Now, null, null));
    }

    [SkippableTheory]
    [InlineData(3, MessageStatus.Sent, MessageStatus.Sent)]
    [InlineData(3, MessageStatus.Failed, MessageStatus.Queued)]
    [InlineData(null, MessageStatus.Sent, MessageStatus.Queued)]
    public async Task CompleteAsync_OfAnOlderClaim_CountsForAQueuedMessage_OnlyWhereItWasHandedOverAndSent(
        int? handedTo, MessageStatus outcome, MessageStatus expected)
    {
        var lost = await ClaimNewAsync();
        var holder = await TakeOverAsync();
        await CompleteAsync(holder with { Status = MessageStatus.Queued, HandedTo = handedTo, NextAttemptAt = Now.AddMinutes(5) });

        await CompleteAsync(lost with { Status = outcome, NextAttemptAt = null });

        (await FindAsync(lost.Id)).Status.Should().Be(expected);
    }

    [SkippableTheory]
    [InlineData(MessageStatus.Sent)]
    [InlineData(MessageStatus.Delivered)]
    [InlineData(MessageStatus.Failed)]
    [InlineData(MessageStatus.Cancelled)]
    public async Task CompleteAsync_LeavesAFinishedMessage(MessageStatus finished)
    {
        var state = await ClaimNewAsync();
        await CompleteAsync(state with { Status = finished });

        await CompleteAsync(state with { Status = MessageStatus.Queued });

        (await FindAsync(state.Id)).Status.Should().Be(finished);
    }

    [SkippableFact]
    public async Task CompleteAsync_NeverLowersTheClaim()
    {
        var lost = await ClaimNewAsync();
        var holder = await TakeOverAsync();
        await CompleteAsync(holder with { Status = MessageStatus.Uncertain, HandedTo = 3 });

        await CompleteAsync(lost with { Status = MessageStatus.Queued, NextAttemptAt = Now });

        (await ClaimAsync(1)).Single().State.Claim.Should().Be(holder.Claim + 1);
    }

    [SkippableFact]
    public async Task EveryWriterGetsThrough_WhenManyWriteAtOnce()
    {
        await InParallelAsync(32, async _ =>
        {
            for (var i = 0; i < 8; i++)
            {
                var message = SampleMessages.Queued(Now).With(state => state with { Status = MessageStatus.Sending, LeasedUntil = Now + Lease });
                await Stores.Messages.AddAsync(message, CancellationToken.None);
                await Outbox.CompleteAsync([Sent(message.State)], CancellationToken.None);
            }

            return true;
        });

        var sent = await Stores.Messages.ListAsync(new MessageQuery { Status = MessageStatus.Sent, Limit = 1_000 }, CancellationToken.None);
        sent.Should().HaveCount(32 * 8);
    }

    private MessageCompletion Sent(MessageRecord state) => new(
        state with
        {
            Status = MessageStatus.Sent,
            ProviderId = 3,
            ProviderMessageId = "vendor-1",
            AttemptCount = 2,
            CountedTries = 1,
            NextAttemptAt = null,
            SentAt = Now,
            Cost = new Money(1.25m, "KES"),
            Routing = [new RoutingDecision(3, RoutingChoice.Chosen, "default of its channel")],
        },
        [
            new MessageAttempt(1, 2, Now, TimeSpan.FromMilliseconds(12.5), SendStatus.Unavailable, new SendError(ErrorCode.Tls, "No TLS.", false) { Hint = "h", ProviderCode = "c" }),
            new MessageAttempt(2, 3, Now.AddSeconds(1), TimeSpan.FromMilliseconds(30), SendStatus.Sent, null),
        ],
        [new MessageEvent("sent", Now) { ProviderEvent = "accepted", ProviderEventId = "e1", Detail = "250 OK" }]);

    /// <summary>The second of one set finds the message in the queue, and only adds to its history.</summary>
    private MessageCompletion Deferred(MessageRecord state, int number) => new(
        state with
        {
            Status = MessageStatus.Queued,
            AttemptCount = number,
            NextAttemptAt = Now.AddMinutes(number),
            WaitingFor = WaitingFor.Retry,
            Error = new SendError(ErrorCode.Unavailable, "down", false),
        },
        [new MessageAttempt(number, 3, Now, TimeSpan.Zero, SendStatus.Unavailable, new SendError(ErrorCode.Unavailable, "down", false))],
        [new MessageEvent("deferred", Now) { Detail = $"{number}a" }, new MessageEvent("deferred", Now) { Detail = $"{number}b" }]);
}
