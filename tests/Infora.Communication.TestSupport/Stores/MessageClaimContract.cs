using Infora.Communication.Messages;
using Infora.Communication.Outbox;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>Claims and leases, in every store.</summary>
public abstract class MessageClaimContract : OutboxContract
{
    [SkippableFact]
    public async Task ClaimDueAsync_GivesHighPriorityFirst_ThenTheLongestDue()
    {
        var low = await AddAsync(MessagePriority.Low, Now.AddMinutes(-9));
        var normal = await AddAsync(MessagePriority.Normal, Now.AddMinutes(-1));
        var olderNormal = await AddAsync(MessagePriority.Normal, Now.AddMinutes(-2));
        var high = await AddAsync(MessagePriority.High, Now);

        var first = await ClaimAsync(3);
        var second = await ClaimAsync(3);

        first.Select(message => message.State.Id).Should().Equal(high, olderNormal, normal);
        second.Select(message => message.State.Id).Should().Equal(low);
    }

    [SkippableTheory]
    [InlineData(10, 6, 3, "1 6 3")]
    [InlineData(10, 2, 9, "1 2 2")]
    [InlineData(4, 4, 4, "1 3 0")]
    [InlineData(3, 0, 0, "1 0 0")]
    [InlineData(0, 0, 0, "0 0 0")]
    public async Task ClaimDueAsync_KeepsRoomForTheMoreUrgent(int total, int normalAndLow, int low, string expected)
    {
        await AddAsync(MessagePriority.High, Now);
        await AddAsync(8, state => state with { Priority = MessagePriority.Normal });
        await AddAsync(8, state => state with { Priority = MessagePriority.Low });

        var claimed = await ClaimAsync(new ClaimRoom(total, normalAndLow, low));

        var counts = Enum.GetValues<MessagePriority>().Select(priority => claimed.Count(message => message.State.Priority == priority));
        string.Join(' ', counts).Should().Be(expected);
    }

    [SkippableFact]
    public async Task ClaimDueAsync_MakesThemSending_AndGivesTheirContent()
    {
        var message = SampleMessages.Full(Now).With(state => state with { CampaignId = null, Status = MessageStatus.Queued, NextAttemptAt = Now, Claim = 4 });
        var plain = SampleMessages.Queued(Now).With(state => state with { Priority = MessagePriority.Low });
        await Stores.Messages.AddRangeAsync([message, plain], CancellationToken.None);

        var claimed = await ClaimAsync(10);

        claimed[0].State.Should().BeEquivalentTo(
            message.State with { Status = MessageStatus.Sending, Claim = 5 }, options => options.Excluding(state => state.LeasedUntil));
        claimed[0].Content!.HtmlBody.Should().Be(message.Content!.HtmlBody);
        claimed[0].Content!.Attachments.Should().HaveCount(2);
        claimed[1].Content.Should().BeEquivalentTo(plain.Content);
        (await FindAsync(message.State.Id)).Status.Should().Be(MessageStatus.Sending);
    }

    [SkippableFact]
    public async Task ClaimDueAsync_LeavesWhatIsNotDue()
    {
        await AddAsync(MessagePriority.High, Now.AddMilliseconds(1));
        await AddAsync(MessagePriority.High, dueAt: null);
        await AddAsync(1, state => state with { Status = MessageStatus.Sent });

        (await ClaimAsync(10)).Should().BeEmpty();
        Time.Advance(TimeSpan.FromMilliseconds(1));
        (await ClaimAsync(10)).Should().ContainSingle();
    }

    [SkippableFact]
    public async Task ClaimDueAsync_NeverGivesOneMessageTwice_WhenManyClaimAtOnce()
    {
        await AddAsync(600);

        var claims = await InParallelAsync(16, async _ =>
        {
            var mine = new List<Guid>();
            while (await ClaimAsync(7) is { Count: > 0 } claimed)
            {
                claimed.Count.Should().BeLessThanOrEqualTo(7);
                mine.AddRange(claimed.Select(message => message.State.Id));
            }

            return mine;
        });

        var all = claims.SelectMany(mine => mine).ToList();
        all.Should().OnlyHaveUniqueItems();

        // A claimer passes over what another is just taking, so the last look may find a few that were left.
        all.Count.Should().Be(600 - (await ClaimAsync(1_000)).Count);
    }

    [SkippableFact]
    public async Task TakeOverAsync_GivesMessagesWhoseLeaseEnded_UnderANewClaim()
    {
        var message = SampleMessages.Full(Now).With(state => state with { CampaignId = null, Status = MessageStatus.Queued, NextAttemptAt = Now });
        await Stores.Messages.AddAsync(message, CancellationToken.None);
        await ClaimAsync(1);

        var atItsEnd = await Outbox.TakeOverAsync(10, Now + Lease, Now + Lease + Lease, CancellationToken.None);
        Time.Advance(Lease + TimeSpan.FromMilliseconds(1));
        var after = await Outbox.TakeOverAsync(10, Now, Now + Lease, CancellationToken.None);
        var again = await Outbox.TakeOverAsync(10, Now, Now + Lease, CancellationToken.None);

        atItsEnd.Should().BeEmpty();
        (after.Single().State.Status, after.Single().State.Claim).Should().Be((MessageStatus.Sending, message.State.Claim + 2));
        after.Single().Content!.Attachments.Should().HaveCount(2);
        again.Should().BeEmpty("it is under a new lease");
        (await ClaimAsync(1)).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task TakeOverAsync_FindsAMessageThatWasStoredWhileBeingSent()
    {
        await AddAsync(1, state => state with { Status = MessageStatus.Sending, NextAttemptAt = null, LeasedUntil = Now + Lease });

        (await Outbox.TakeOverAsync(1, Now, Now + Lease, CancellationToken.None)).Should().BeEmpty();
        (await Outbox.TakeOverAsync(1, Now + Lease + Lease, Now + Lease + Lease + Lease, CancellationToken.None)).Should().ContainSingle();
    }

    [SkippableFact]
    public async Task TakeOverAsync_NeverGivesOneMessageTwice_WhenManyTakeOverAtOnce()
    {
        await AddAsync(300);
        await ClaimAsync(300);
        Time.Advance(Lease + Lease);

        var taken = await InParallelAsync(8, async _ =>
        {
            var mine = new List<Guid>();
            while (await Outbox.TakeOverAsync(9, Now, Now + Lease, CancellationToken.None) is { Count: > 0 } abandoned)
            {
                abandoned.Count.Should().BeLessThanOrEqualTo(9);
                mine.AddRange(abandoned.Select(message => message.State.Id));
            }

            return mine;
        });

        taken.SelectMany(mine => mine).Should().OnlyHaveUniqueItems();
    }

    [SkippableFact]
    public async Task TakeOverAsync_LeavesCompletedMessages()
    {
        var claimed = await ClaimNewAsync();
        await CompleteAsync(claimed with { Status = MessageStatus.Queued, NextAttemptAt = Now.AddMinutes(5), WaitingFor = WaitingFor.Retry });

        (await Outbox.TakeOverAsync(1, Now.AddHours(1), Now.AddHours(2), CancellationToken.None)).Should().BeEmpty();
        Time.Advance(TimeSpan.FromMinutes(5));
        (await ClaimAsync(1)).Should().ContainSingle().Which.State.WaitingFor.Should().Be(WaitingFor.Retry);
    }

    [SkippableFact]
    public async Task ExtendLeasesAsync_KeepsMessagesThatAreStillBeingSentUnderTheSameClaim()
    {
        await AddAsync(3);
        var claimed = (await ClaimAsync(3)).Select(message => message.State).ToList();
        await CompleteAsync(claimed[1] with { Status = MessageStatus.Sent, SentAt = Now });

        MessageClaim[] claims = [new(claimed[0].Id, 1), new(claimed[1].Id, 1), new(claimed[2].Id, 0), new(Guid.NewGuid(), 1)];
        await Outbox.ExtendLeasesAsync(claims, Now + Lease + Lease, CancellationToken.None);

        Time.Advance(Lease + TimeSpan.FromMilliseconds(1));
        (await TakenOverAsync()).Should().Equal([claimed[2].Id], "that claim was not the one that holds");
        Time.Advance(Lease);
        (await TakenOverAsync()).Should().Contain(claimed[0].Id);
        (await FindAsync(claimed[1].Id)).Status.Should().Be(MessageStatus.Sent);
    }

    private async Task<IEnumerable<Guid>> TakenOverAsync() =>
        (await Outbox.TakeOverAsync(5, Now, Now + Lease, CancellationToken.None)).Select(message => message.State.Id);

    private async Task<Guid> AddAsync(MessagePriority priority, DateTimeOffset? dueAt) =>
        (await AddAsync(1, state => state with { Priority = priority, NextAttemptAt = dueAt })).Single().State.Id;
}
