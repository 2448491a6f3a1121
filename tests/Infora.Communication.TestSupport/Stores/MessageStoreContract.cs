using Infora.Communication.Messages;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>Storing, finding and changing messages, in every store.</summary>
public abstract class MessageStoreContract : StoreContract
{
    private IMessageStore Messages => Stores.Messages;

    [SkippableFact]
    public async Task AddAsync_KeepsEveryField()
    {
        var message = SampleMessages.Full(Now);

        var (_, added) = await Messages.AddAsync(message, CancellationToken.None);
        var found = await Messages.FindAsync(message.State.Id, CancellationToken.None);

        added.Should().BeTrue();
        found!.State.Should().BeEquivalentTo(message.State);
        found.Content.Should().BeEquivalentTo(message.Content, options => options
            .Excluding(content => content!.Variables).Excluding(content => content!.Attachments));
        found.Content!.Variables!.ToJsonString().Should().Be(message.Content!.Variables!.ToJsonString());
        found.Content.Attachments.Select(attachment => (attachment.FileName, attachment.ContentType, attachment.ContentId))
            .Should().Equal(("invoice.pdf", "application/pdf", null), ("logo.png", "image/png", "logo"));
        found.Content.Attachments[1].Content.ToArray().Should().Equal(0, 255, 1, 254);
    }

    [SkippableFact]
    public async Task AddAsync_KeepsAMessageThatHasLittle()
    {
        var message = SampleMessages.Queued(Now) with { Content = new MessageContent { Recipient = "+254712345678" } };

        await Messages.AddAsync(message, CancellationToken.None);
        var found = await Messages.FindAsync(message.State.Id, CancellationToken.None);

        found.Should().BeEquivalentTo(message);
    }

    [SkippableFact]
    public async Task AddAsync_GivesTheEarlierMessage_WhenItsKeyIsTakenInItsChannel()
    {
        var first = SampleMessages.Queued(Now).With(state => state with { IdempotencyKey = "k", IdempotencyFingerprint = "a" });
        var second = SampleMessages.Queued(Now).With(state => state with { IdempotencyKey = "k", IdempotencyFingerprint = "b" });
        var sms = SampleMessages.Queued(Now).With(state => state with { IdempotencyKey = "k", Channel = MessageChannel.Sms });
        await Messages.AddAsync(first, CancellationToken.None);

        var repeated = await Messages.AddAsync(second, CancellationToken.None);
        var otherChannel = await Messages.AddAsync(sms, CancellationToken.None);

        repeated.Added.Should().BeFalse();
        repeated.Message.State.Id.Should().Be(first.State.Id);
        repeated.Message.State.IdempotencyFingerprint.Should().Be("a");
        repeated.Message.Content!.TextBody.Should().Be("Thank you.");
        otherChannel.Added.Should().BeTrue();
        (await Messages.FindAsync(second.State.Id, CancellationToken.None)).Should().BeNull();
    }

    [SkippableFact]
    public async Task AddAsync_StoresOne_WhenManyBringTheSameKeyAtOnce()
    {
        var results = await InParallelAsync(100, _ => Messages.AddAsync(
            SampleMessages.Queued(Now).With(state => state with { IdempotencyKey = "k" }), CancellationToken.None));

        results.Count(result => result.Added).Should().Be(1);
        results.Select(result => result.Message.State.Id).Distinct().Should().ContainSingle();
        (await Messages.ListAsync(new MessageQuery(), CancellationToken.None)).Should().ContainSingle();
    }

    [SkippableFact]
    public async Task AddRangeAsync_StoresAll()
    {
        var messages = Enumerable.Range(0, 1_201).Select(_ => SampleMessages.Queued(Now)).ToList();

        await Messages.AddRangeAsync(messages, CancellationToken.None);

        var stored = await Messages.ListAsync(new MessageQuery { Limit = 2_000 }, CancellationToken.None);
        stored.Select(message => message.State.Id).Should().BeEquivalentTo(messages.Select(message => message.State.Id));
    }

    [SkippableFact]
    public async Task AddRangeAsync_StoresNone_WhenOneCannotBeStored()
    {
        var stored = SampleMessages.Queued(Now);
        await Messages.AddAsync(stored, CancellationToken.None);
        var messages = Enumerable.Range(0, 700).Select(_ => SampleMessages.Queued(Now)).Append(stored).ToList();

        var adding = () => Messages.AddRangeAsync(messages, CancellationToken.None);

        await adding.Should().ThrowAsync<Exception>();
        (await Messages.ListAsync(new MessageQuery(), CancellationToken.None)).Should().ContainSingle();
    }

    [SkippableFact]
    public async Task AddRangeAsync_KeepsContentsAndAttachments()
    {
        var full = SampleMessages.Full(Now);
        var keyed = SampleMessages.Full(Now).With(state => state with { IdempotencyKey = "key-2" });

        await Messages.AddRangeAsync([full, SampleMessages.Queued(Now), keyed], CancellationToken.None);

        foreach (var message in new[] { full, keyed })
        {
            var found = await Messages.FindAsync(message.State.Id, CancellationToken.None);
            found!.State.Should().BeEquivalentTo(message.State);
            found.Content!.Attachments.Select(attachment => attachment.FileName).Should().Equal("invoice.pdf", "logo.png");
        }
    }

    [SkippableFact]
    public async Task AddRangeAsync_LeavesOutWhatHasATakenKey_AndGivesWhatHasIt()
    {
        var earlier = Keyed("a");
        await Messages.AddAsync(earlier, CancellationToken.None);
        var free = Keyed("b");
        var plain = SampleMessages.Queued(Now);
        var sms = Keyed("a").With(state => state with { Channel = MessageChannel.Sms });
        StoredMessage[] given = [Keyed("a"), free, plain, Keyed("b"), sms];

        var results = await Messages.AddRangeAsync(given, CancellationToken.None);

        results.Select(result => result.Added).Should().Equal(false, true, true, false, true);
        results.Select(result => result.Message.State.Id).Should().Equal(
            earlier.State.Id, free.State.Id, plain.State.Id, free.State.Id, sms.State.Id);
        results[0].Message.Content!.TextBody.Should().Be("Thank you.");
        (await Messages.ListAsync(new MessageQuery(), CancellationToken.None)).Should().HaveCount(4);
    }

    [SkippableFact]
    public async Task AddRangeAsync_StoresEachKeyOnce_WhenManyBringTheSameOnesAtOnce()
    {
        var results = await InParallelAsync(12, index => Messages.AddRangeAsync(
            [.. Enumerable.Range(0, 40).OrderBy(number => number * (index % 2 == 0 ? 1 : -1)).Select(number => Keyed($"k{number}"))],
            CancellationToken.None));

        results.SelectMany(result => result).Count(result => result.Added).Should().Be(40);
        results.SelectMany(result => result).Select(result => result.Message.State.Id).Distinct().Should().HaveCount(40);
    }

    [SkippableFact]
    public async Task FindByKeyAsync_GivesTheMessageOfTheChannel()
    {
        var message = Keyed("a");
        await Messages.AddAsync(message, CancellationToken.None);

        var found = await Messages.FindByKeyAsync(MessageChannel.Email, "a", CancellationToken.None);

        (found!.State.Id, found.Content!.Subject).Should().Be((message.State.Id, "Receipt"));
        (await Messages.FindByKeyAsync(MessageChannel.Sms, "a", CancellationToken.None)).Should().BeNull();
        (await Messages.FindByKeyAsync(MessageChannel.Email, "A", CancellationToken.None)).Should().BeNull();
    }

    [SkippableFact]
    public async Task ChangeAsync_WritesWhatTheCallerMakesOfTheMessage()
    {
        var message = SampleMessages.Full(Now);
        await Messages.AddAsync(message, CancellationToken.None);

        var (changed, isChanged) = await Messages.ChangeAsync(
            message.State.Id,
            state => new MessageCompletion(
                state with { Status = MessageStatus.Queued, Priority = MessagePriority.Low, NextAttemptAt = Now, DeliveredAt = null, HandedTo = null },
                [],
                [new MessageEvent("retried", Now)]),
            CancellationToken.None);
        var (left, isLeft) = await Messages.ChangeAsync(message.State.Id, _ => null, CancellationToken.None);
        var unknown = await Messages.ChangeAsync(Guid.NewGuid(), state => new MessageCompletion(state, [], []), CancellationToken.None);

        (isChanged, isLeft).Should().Be((true, false));
        unknown.Should().Be(((StoredMessage?)null, false));
        changed!.State.Should().BeEquivalentTo(message.State with
        {
            Status = MessageStatus.Queued,
            Priority = MessagePriority.Low,
            NextAttemptAt = Now,
            DeliveredAt = null,
            HandedTo = null,
        });
        changed.Content!.Attachments.Should().HaveCount(2);
        left!.State.Should().BeEquivalentTo(changed.State);
        (await Messages.FindAsync(message.State.Id, CancellationToken.None))!.State.Should().BeEquivalentTo(changed.State);
        (await Messages.GetHistoryAsync(message.State.Id, CancellationToken.None)).Events.Should().Equal(new MessageEvent("retried", Now));
    }

    [SkippableFact]
    public async Task ChangeAsync_LetsOneAfterTheOtherChange_WhenManyDoAtOnce()
    {
        var message = SampleMessages.Queued(Now);
        await Messages.AddAsync(message, CancellationToken.None);

        await InParallelAsync(16, _ => Messages.ChangeAsync(
            message.State.Id,
            state => new MessageCompletion(state with { AttemptCount = state.AttemptCount + 1 }, [], []),
            CancellationToken.None));

        (await Messages.FindAsync(message.State.Id, CancellationToken.None))!.State.AttemptCount.Should().Be(16);
    }

    [SkippableFact]
    public async Task FindAsyncAndGetHistoryAsync_GiveNothing_ForAnUnknownId()
    {
        var id = Guid.CreateVersion7(Now);

        (await Messages.FindAsync(id, CancellationToken.None)).Should().BeNull();
        var history = await Messages.GetHistoryAsync(id, CancellationToken.None);
        history.Attempts.Should().BeEmpty();
        history.Events.Should().BeEmpty();
    }

    private StoredMessage Keyed(string key) => SampleMessages.Queued(Now).With(state => state with { IdempotencyKey = key });
}
