using Infora.Communication.Messages;
using Infora.Communication.Reports;
using Infora.Communication.Suppressions;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>What vendors report, in every store: it reaches its message, once, whenever and however often it comes.</summary>
public abstract class ReportStoreContract : OutboxContract
{
    private const int Provider = 3;

    private IReportStore Reports => Stores.Reports;

    [SkippableFact]
    public async Task AReportReachesItsMessage_ByOurId()
    {
        var message = await AddSentAsync();

        await ReportAsync(new DeliveryReport(ReportKind.Delivered, Now.AddSeconds(2))
        {
            MessageId = message.Id,
            ProviderEvent = "delivered",
            ProviderEventId = "ev-1",
            Detail = "250 OK",
        });
        (await ApplyAsync()).Should().Be(1);

        var state = await FindAsync(message.Id);
        state.Status.Should().Be(MessageStatus.Delivered);
        state.DeliveredAt.Should().Be(Now.AddSeconds(2));
        (await HistoryAsync(message.Id)).Should().Equal(new MessageEvent("delivered", Now.AddSeconds(2))
        {
            ProviderEvent = "delivered",
            ProviderEventId = "ev-1",
            Detail = "250 OK",
        });
        (await ApplyAsync()).Should().Be(0);
        await ExpectCountsAsync();
    }

    [SkippableFact]
    public async Task AReportReachesItsMessage_ByTheVendorsId_AndItsRecipientWhereItIsShared()
    {
        var ann = await AddSentAsync("ann@example.com", state => state with { ProviderMessageId = "batch-1" });
        var bob = await AddSentAsync("bob@example.com", state => state with { ProviderMessageId = "batch-1" });
        var alone = await AddSentAsync("cyd@example.com", state => state with { ProviderMessageId = "single-1" });
        var others = await AddSentAsync("dan@example.com", state => state with { ProviderMessageId = "single-1", ProviderId = Provider + 1 });

        await ReportAsync(
            new DeliveryReport(ReportKind.Delivered, Now) { ProviderMessageId = "batch-1", Recipient = "Bob@Example.com" },
            new DeliveryReport(ReportKind.Delivered, Now) { ProviderMessageId = "single-1" },
            new DeliveryReport(ReportKind.Delivered, Now) { ProviderMessageId = "batch-1" });
        await ApplyAsync();

        (await StatusesAsync(ann, bob, alone, others)).Should().Equal(
            MessageStatus.Sent, MessageStatus.Delivered, MessageStatus.Delivered, MessageStatus.Sent);
    }

    [SkippableFact]
    public async Task AReportThatComesBeforeItsMessageIsRecorded_Waits()
    {
        var message = SampleMessages.Queued(Now).With(Sent);
        await ReportAsync(new DeliveryReport(ReportKind.Delivered, Now) { ProviderMessageId = "early-1" });
        (await ApplyAsync()).Should().Be(1);
        (await ApplyAsync()).Should().Be(0);

        await Stores.Messages.AddAsync(message.With(state => state with { ProviderMessageId = "early-1" }), CancellationToken.None);
        Time.Advance(TimeSpan.FromSeconds(1));
        (await ApplyAsync()).Should().Be(1);

        (await FindAsync(message.State.Id)).Status.Should().Be(MessageStatus.Delivered);
    }

    [SkippableFact]
    public async Task AReportOfAMessageThatIsBeingSent_WaitsForTheOutcome()
    {
        var claimed = await ClaimNewAsync();
        await ReportAsync(new DeliveryReport(ReportKind.Delivered, Now) { MessageId = claimed.Id });
        (await ApplyAsync()).Should().Be(1);
        (await FindAsync(claimed.Id)).Status.Should().Be(MessageStatus.Sending);

        await CompleteAsync(Sent(claimed));
        Time.Advance(TimeSpan.FromSeconds(1));
        await ApplyAsync();

        (await FindAsync(claimed.Id)).Status.Should().Be(MessageStatus.Delivered);
        await ExpectCountsAsync();
    }

    [SkippableFact]
    public async Task AReportThatNeverFindsItsMessage_IsKeptAndListed()
    {
        var first = new DeliveryReport(ReportKind.BouncedHard, Now)
        {
            ProviderMessageId = "unknown-1",
            Recipient = "ann@example.com",
            ProviderEvent = "bounce",
            ProviderEventId = "ev-9",
            Error = new SendError(ErrorCode.InvalidRecipient, "No such user.", Permanent: true) { ProviderCode = "5.1.1" },
            Price = new Money(0.02m, "KES"),
        };
        await ReportAsync(first with { Kind = ReportKind.Delivered }, first with { Kind = ReportKind.Opened, ProviderMessageId = "unknown-2" });
        for (var i = 0; i < 100 && await ApplyDueAfterAsync(TimeSpan.FromHours(1)); i++)
        {
        }

        var listed = await Reports.ListUnmatchedAsync(null, 10, CancellationToken.None);
        listed.Select(report => report.Report).Should().Equal(
            first with { Kind = ReportKind.Opened, ProviderMessageId = "unknown-2" }, first with { Kind = ReportKind.Delivered });
        listed.Should().OnlyContain(report => report.DueAt == null && report.ProviderId == Provider && report.Channel == MessageChannel.Email);
        (await Reports.ListUnmatchedAsync(listed[0].Id, 10, CancellationToken.None)).Should().Equal(listed[1]);
        (await Reports.ListUnmatchedAsync(null, 1, CancellationToken.None)).Should().Equal(listed[0]);
    }

    [SkippableFact]
    public async Task AReportThatComesAgain_ChangesNothing()
    {
        var message = await AddSentAsync();
        var report = new DeliveryReport(ReportKind.Opened, Now) { MessageId = message.Id, ProviderEvent = "open", ProviderEventId = "ev-1" };
        await ReportAsync(report, report);
        await ApplyAsync();
        await ReportAsync(report with { ProviderEventId = "ev-under-another-id" });
        await ApplyAsync();

        (await HistoryAsync(message.Id)).Should().ContainSingle();
    }

    [SkippableFact]
    public async Task AReportSettlesAnUncertainMessage_SoThatItIsNotSentAgain()
    {
        var claimed = await ClaimNewAsync();
        await CompleteAsync(claimed with { Status = MessageStatus.Uncertain, HandedTo = Provider, ProviderId = Provider, NextAttemptAt = Now.AddMinutes(5) });
        await ReportAsync(new DeliveryReport(ReportKind.Queued, Now) { MessageId = claimed.Id, ProviderMessageId = "late-1" });
        await ApplyAsync();

        var state = await FindAsync(claimed.Id);
        state.Should().BeEquivalentTo(new { Status = MessageStatus.Sent, ProviderMessageId = "late-1", SentAt = (DateTimeOffset?)Now, NextAttemptAt = (DateTimeOffset?)null });
        Time.Advance(TimeSpan.FromHours(1));
        (await Outbox.ReleaseUncertainAsync(Now, CancellationToken.None)).Should().Be(0);
        await ExpectCountsAsync();
    }

    [SkippableFact]
    public async Task ABounceForGood_SuppressesTheRecipientForEverything_AndAComplaintForPromotions()
    {
        var bounced = await AddSentAsync("ann@example.com");
        var complained = await AddSentAsync("bob@example.com");
        await ReportAsync(
            new DeliveryReport(ReportKind.BouncedHard, Now) { MessageId = bounced.Id, Detail = "550 5.1.1 no such user" },
            new DeliveryReport(ReportKind.Complained, Now) { MessageId = complained.Id });
        await ApplyAsync();

        (await FindAsync(bounced.Id)).Should().BeEquivalentTo(new { Status = MessageStatus.Bounced, Error = new { Code = ErrorCode.InvalidRecipient, Permanent = true } });
        (await FindAsync(complained.Id)).Should().BeEquivalentTo(new { Status = MessageStatus.Delivered, ComplainedAt = (DateTimeOffset?)Now });
        (await SuppressionsAsync()).Should().BeEquivalentTo(
        [
            (Recipient: "ann@example.com", Category: (MessageCategory?)null, Reason: SuppressionReason.HardBounce),
            ("bob@example.com", MessageCategory.Promotional, SuppressionReason.Complaint),
        ]);
        await ExpectCountsAsync();
    }

    [SkippableFact]
    public async Task ABounceOfACopy_LeavesTheMessageAlone()
    {
        var message = await AddSentAsync("ann@example.com");
        await ReportAsync(new DeliveryReport(ReportKind.BouncedHard, Now) { MessageId = message.Id, Recipient = "copy@example.com" });
        await ApplyAsync();

        (await FindAsync(message.Id)).Status.Should().Be(MessageStatus.Sent);
        (await HistoryAsync(message.Id)).Single().Type.Should().Be("bounced");
        (await SuppressionsAsync()).Single().Recipient.Should().Be("copy@example.com");
    }

    [SkippableFact]
    public async Task StopSuppresses_AndStartTakesItBack_WithTheNewestMessageToTheNumber()
    {
        await AddSmsAsync("+254712345678");
        Time.Advance(TimeSpan.FromSeconds(1));
        var newest = await AddSmsAsync("+254712345678");
        await AddSmsAsync("+254700000000");

        await ReportSmsAsync(new DeliveryReport(ReportKind.Replied, Now) { Recipient = "+254712345678", Reply = "stop" });
        await ApplyAsync();
        (await SuppressionsAsync()).Should().Equal(("+254712345678", MessageCategory.Promotional, SuppressionReason.Stop));
        (await FindAsync(newest.Id)).UnsubscribedAt.Should().Be(Now);

        await ReportSmsAsync(new DeliveryReport(ReportKind.Replied, Now.AddSeconds(1)) { Recipient = "+254712345678", Reply = "START" });
        await ReportSmsAsync(new DeliveryReport(ReportKind.Replied, Now.AddSeconds(1)) { Recipient = "+254733333333", Reply = "STOP" });
        await ApplyAsync();

        (await SuppressionsAsync()).Should().Equal(("+254733333333", MessageCategory.Promotional, SuppressionReason.Stop));
        (await EventsAsync(newest.Id)).Should().Equal("replied", "replied");
        await ExpectCountsAsync();
    }

    [SkippableFact]
    public async Task ManyWhoApplyAtOnce_WriteEachReportOnce()
    {
        var messages = new List<MessageRecord>();
        for (var i = 0; i < 20; i++)
        {
            messages.Add(await AddSentAsync($"{i}@example.com"));
        }

        await InParallelAsync(20, async index =>
        {
            await ReportAsync([.. messages.Select(message => new DeliveryReport(ReportKind.Clicked, Now.AddSeconds(index))
            {
                MessageId = message.Id,
                ProviderEventId = $"{message.Id}/{index}",
            })]);
            return true;
        });
        var taken = await InParallelAsync(6, async _ =>
        {
            var total = 0;
            while (await ApplyAsync(17) is > 0 and var some)
            {
                total += some;
            }

            return total;
        });

        // Whoever finds only what others are just taking goes home.
        var rest = await ApplyAsync();
        (taken.Sum() + rest).Should().Be(400);
        foreach (var message in messages)
        {
            (await EventsAsync(message.Id)).Should().HaveCount(20);
            (await FindAsync(message.Id)).Should().BeEquivalentTo(new { Status = MessageStatus.Delivered, ClickedAt = (DateTimeOffset?)Now });
        }

        await ExpectCountsAsync();
    }

    /// <summary>Whatever the order, however often, and whatever is lost: the highest of what came counts.</summary>
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task AnyOrderDuplicationAndLossOfReports_LeavesTheStateThatTheRankingSays(int seed)
    {
        var random = new Random(seed);
        var messages = new List<MessageRecord>();
        for (var i = 0; i < 12; i++)
        {
            messages.Add(i % 3 is 0 ? await AddSmsAsync($"+25471234567{i % 10}") : await AddSentAsync($"{i}@example.com"));
        }

        var came = messages.ToDictionary(message => message.Id, message => KindsOf(random));
        var reports = came.SelectMany(entry => entry.Value.SelectMany(kind => Enumerable.Repeat(kind, random.Next(1, 3))
            .Select(_ => new DeliveryReport(kind, Now.AddSeconds((int)kind)) { MessageId = entry.Key, ProviderEventId = $"{entry.Key}/{kind}" }))).ToArray();
        random.Shuffle(reports);
        await InParallelAsync(3, async part =>
        {
            foreach (var some in reports.Where((_, index) => index % 3 == part).Chunk(5))
            {
                await Reports.AddAsync([.. some.Select(report => Received(report, messages.Find(message => message.Id == report.MessageId)!.Channel))], CancellationToken.None);
                await ApplyAsync(7);
            }

            return true;
        });
        while (await ApplyAsync() > 0)
        {
        }

        foreach (var message in messages)
        {
            var state = await FindAsync(message.Id);
            state.Status.Should().Be(Expected(message.Channel, came[message.Id]), "of {0}", string.Join(", ", came[message.Id]));
            (await EventsAsync(message.Id)).Should().HaveCount(came[message.Id].Count);
            state.OpenedAt.HasValue.Should().Be(came[message.Id].Exists(kind => kind is ReportKind.Opened or ReportKind.Clicked));
        }

        await ExpectCountsAsync();
        await Stores.Counts.RebuildAsync(CancellationToken.None);
        await ExpectCountsAsync();
    }

    private static List<ReportKind> KindsOf(Random random) =>
        [.. Enum.GetValues<ReportKind>().Where(kind => kind is not ReportKind.Replied && random.Next(4) is 0)];

    private static MessageStatus Expected(MessageChannel channel, List<ReportKind> came)
    {
        var arrived = came.Exists(kind => kind is ReportKind.Delivered or ReportKind.Opened or ReportKind.Clicked or ReportKind.Complained);
        var cameBack = came.Exists(kind => kind is ReportKind.BouncedHard or ReportKind.BouncedSoft);
        return (channel, arrived, cameBack) switch
        {
            (MessageChannel.Email, _, true) => MessageStatus.Bounced,
            (_, true, _) => MessageStatus.Delivered,
            (_, _, true) => MessageStatus.Bounced,
            _ => came.Contains(ReportKind.Failed) ? MessageStatus.Failed : MessageStatus.Sent,
        };
    }

    private static MessageRecord Sent(MessageRecord state) => state with
    {
        Status = MessageStatus.Sent,
        NextAttemptAt = null,
        SentAt = state.QueuedAt,
        ProviderId = Provider,
    };

    private static ReceivedReport Received(DeliveryReport report, MessageChannel channel, DateTimeOffset now) =>
        new(channel, Provider, now, report) { DueAt = now };

    private ReceivedReport Received(DeliveryReport report, MessageChannel channel) => Received(report, channel, Now);

    private async Task<MessageRecord> AddSentAsync(string recipient = "ann@example.com", Func<MessageRecord, MessageRecord>? change = null)
    {
        var message = SampleMessages.Queued(Now, recipient).With(Sent).With(change ?? (state => state));
        await Stores.Messages.AddAsync(message, CancellationToken.None);
        return message.State;
    }

    private Task<MessageRecord> AddSmsAsync(string number) => AddSentAsync(number, state => state with { Channel = MessageChannel.Sms });

    private Task ReportAsync(params DeliveryReport[] reports) =>
        Reports.AddAsync([.. reports.Select(report => Received(report, MessageChannel.Email))], CancellationToken.None);

    private Task ReportSmsAsync(DeliveryReport report) => Reports.AddAsync([Received(report, MessageChannel.Sms)], CancellationToken.None);

    private Task<int> ApplyAsync(int limit = 1_000) => Reports.ApplyAsync(limit, Now, new ReportJudge(Time).Judge, CancellationToken.None);

    private async Task<bool> ApplyDueAfterAsync(TimeSpan step)
    {
        await ApplyAsync();
        Time.Advance(step);
        return (await Reports.ListUnmatchedAsync(null, 10, CancellationToken.None)).Count < 2;
    }

    private async Task<IReadOnlyList<MessageEvent>> HistoryAsync(Guid id) =>
        (await Stores.Messages.GetHistoryAsync(id, CancellationToken.None)).Events;

    private async Task<IReadOnlyList<MessageStatus>> StatusesAsync(params MessageRecord[] messages)
    {
        var statuses = new List<MessageStatus>();
        foreach (var message in messages)
        {
            statuses.Add((await FindAsync(message.Id)).Status);
        }

        return statuses;
    }

    private async Task<IReadOnlyList<(string Recipient, MessageCategory? Category, SuppressionReason Reason)>> SuppressionsAsync() =>
        [.. (await Stores.Suppressions.ListAsync(new SuppressionQuery(), CancellationToken.None)).Select(found => (found.Recipient, found.Category, found.Reason))];

    private async Task ExpectCountsAsync() =>
        (await Stores.Counts.CompareAsync(DateOnly.MinValue, DateOnly.MaxValue, CancellationToken.None)).Should().Be(0);
}
