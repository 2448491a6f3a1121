using Infora.Communication.Messages;
using Infora.Communication.Statistics;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>Lists and counts of messages, in every store.</summary>
public abstract class MessageQueryContract : StoreContract
{
    private IMessageStore Messages => Stores.Messages;

    [SkippableFact]
    public async Task ListAsync_GivesNewestFirst_WithoutBodiesAndAttachments()
    {
        await Messages.AddAsync(SampleMessages.Queued(Now.AddMilliseconds(-5)), CancellationToken.None);
        var newest = SampleMessages.Full(Now);
        await Messages.AddAsync(newest, CancellationToken.None);

        var listed = await Messages.ListAsync(new MessageQuery(), CancellationToken.None);

        listed.Should().HaveCount(2);
        listed[0].State.Should().BeEquivalentTo(newest.State);
        var content = listed[0].Content!;
        (content.Recipient, content.Subject, content.RecipientName).Should().Be(("Ann.Example@Example.com", "Invoice – № 12 ✉", "Ann Example"));
        content.Metadata.Should().ContainKey("invoice_id");
        content.HtmlBody.Should().BeNull();
        content.TextBody.Should().BeNull();
        content.Attachments.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task ListAsync_PagesStayTrue_WhileMessagesArrive()
    {
        // Many in one millisecond: their ids, not their times, tell them apart.
        var first = Enumerable.Range(0, 25).Select(i => SampleMessages.Queued(Now.AddMilliseconds(i / 10))).ToList();
        await Messages.AddRangeAsync(first, CancellationToken.None);

        var seen = new List<Guid>();
        Guid? after = null;
        while (await Messages.ListAsync(new MessageQuery { After = after, Limit = 4 }, CancellationToken.None) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(message => message.State.Id));
            after = seen[^1];
            await Messages.AddAsync(SampleMessages.Queued(Now.AddMilliseconds(100)), CancellationToken.None);
        }

        seen.Should().Equal(first.Select(message => message.State.Id).OrderDescending());
    }

    [SkippableFact]
    public async Task ListAsync_FiltersByEachField()
    {
        var match = SampleMessages.Full(Now);
        await Messages.AddAsync(match, CancellationToken.None);
        await Messages.AddAsync(SampleMessages.Queued(Now.AddMinutes(5)).With(state => state with { Channel = MessageChannel.Sms }), CancellationToken.None);

        MessageQuery[] queries =
        [
            new() { Channel = MessageChannel.Email },
            new() { Status = MessageStatus.Failed },
            new() { Recipient = "ANN.example@example.COM" },
            new() { CampaignId = 8 },
            new() { ProviderId = 10 },
            new() { Before = Now.AddMinutes(5) },
            new() { From = Now, Before = Now.AddSeconds(1) },
            new() { Channel = MessageChannel.Email, Status = MessageStatus.Failed, Recipient = "ann.example@example.com", CampaignId = 8, ProviderId = 10, From = Now },
        ];

        foreach (var query in queries)
        {
            var listed = await Messages.ListAsync(query, CancellationToken.None);
            listed.Select(message => message.State.Id).Should().Equal([match.State.Id], "of {0}", query);
        }

        (await Messages.ListAsync(new MessageQuery { From = Now.AddMinutes(5) }, CancellationToken.None)).Should().ContainSingle();
        (await Messages.ListAsync(new MessageQuery { Recipient = "nobody@example.com" }, CancellationToken.None)).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task CountByCampaignAsync_CountsEachStatusAndCurrency()
    {
        await AddAsync(3, state => state with { CampaignId = 1, Status = MessageStatus.Sent, Cost = new Money(0.1m, "KES") });
        await AddAsync(1, state => state with { CampaignId = 1, Status = MessageStatus.Sent, Cost = new Money(0.7m, "USD"), OpenedAt = Now, ClickedAt = Now });
        await AddAsync(2, state => state with { CampaignId = 1, Status = MessageStatus.Failed });
        await AddAsync(4, state => state with { CampaignId = 2, Status = MessageStatus.Queued });
        await AddAsync(5, state => state with { CampaignId = 3 });
        await AddAsync(6, state => state);

        var counts = await Messages.CountByCampaignAsync([1, 2, 99], CancellationToken.None);

        counts.Should().BeEquivalentTo(
        [
            new CampaignStatusCount(1, MessageStatus.Sent, 3, 0, 0, "KES", 0.3m),
            new CampaignStatusCount(1, MessageStatus.Sent, 1, 1, 1, "USD", 0.7m),
            new CampaignStatusCount(1, MessageStatus.Failed, 2, 0, 0, null, 0m),
            new CampaignStatusCount(2, MessageStatus.Queued, 4, 0, 0, null, 0m),
        ]);
        (await Messages.CountByCampaignAsync([], CancellationToken.None)).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task CountAsync_CountsEachDayExactly()
    {
        var day = new DateOnly(2026, 3, 2);
        await AddAsync(10, state => Sms(state) with { Cost = new Money(0.00000001m, "KES") });
        await AddAsync(1, state => Sms(state) with { Cost = new Money(1234567.5m, "KES"), OpenedAt = Now });
        await AddAsync(2, state => state with { Status = MessageStatus.Failed });

        // Half past one in Nairobi is still the day before in London.
        await AddAsync(1, state => state with { QueuedAt = new DateTimeOffset(2026, 3, 1, 22, 30, 0, TimeSpan.Zero), QueuedOn = day, CampaignId = 5 });
        await AddAsync(7, state => state with { QueuedOn = day.AddDays(1), QueuedAt = Now.AddDays(1) });
        await AddAsync(7, state => state with { QueuedOn = day.AddDays(-1), QueuedAt = Now.AddDays(-1) });

        var counts = await Messages.CountAsync(day, day, CancellationToken.None);

        counts.Should().BeEquivalentTo(
        [
            new StatisticsCount(day, MessageChannel.Sms, 4, null, MessageStatus.Delivered, true, "KES", 11, 1, 0, 22, 1234567.5000001m),
            new StatisticsCount(day, MessageChannel.Email, null, null, MessageStatus.Failed, false, null, 2, 0, 0, 0, 0m),
            new StatisticsCount(day, MessageChannel.Email, null, 5, MessageStatus.Queued, false, null, 1, 0, 0, 0, 0m),
        ]);
        (await Messages.CountAsync(day.AddDays(-1), day.AddDays(1), CancellationToken.None)).Sum(count => count.Messages).Should().Be(28);
        (await Messages.CountAsync(DateOnly.MinValue, DateOnly.MaxValue, CancellationToken.None)).Sum(count => count.Messages).Should().Be(28);
    }

    [SkippableFact]
    public async Task GetLastSuccessAsync_GivesTheLastTimeOfEachProvider()
    {
        (await Messages.GetLastSuccessAsync(CancellationToken.None)).Should().BeEmpty();
        await AddAsync(1, state => state with { ProviderId = 1, SentAt = Now });
        await AddAsync(1, state => state with { ProviderId = 1, SentAt = Now.AddMinutes(2) });
        await AddAsync(1, state => state with { ProviderId = 1, SentAt = Now.AddMinutes(1) });
        await AddAsync(1, state => state with { ProviderId = 30, SentAt = Now.AddMinutes(-1) });
        await AddAsync(1, state => state with { ProviderId = 2, Status = MessageStatus.Failed });

        var last = await Messages.GetLastSuccessAsync(CancellationToken.None);

        last.Should().BeEquivalentTo(new Dictionary<int, DateTimeOffset> { [1] = Now.AddMinutes(2), [30] = Now.AddMinutes(-1) });
    }

    private static MessageRecord Sms(MessageRecord state) => state with
    {
        Channel = MessageChannel.Sms,
        Status = MessageStatus.Delivered,
        ProviderId = 4,
        SentAt = state.QueuedAt,
        Segments = 2,
    };

    private Task AddAsync(int count, Func<MessageRecord, MessageRecord> change) =>
        Messages.AddRangeAsync([.. Enumerable.Range(0, count).Select(_ => SampleMessages.Queued(Now).With(change))], CancellationToken.None);
}
