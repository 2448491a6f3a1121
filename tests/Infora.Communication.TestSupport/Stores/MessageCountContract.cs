using System.Collections.Concurrent;
using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Statistics;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>The counters in every store: they always say what the messages are.</summary>
public abstract class MessageCountContract : OutboxContract
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    /// <summary>Claims as they were: an outcome may come late, when others have the message.</summary>
    private readonly ConcurrentBag<MessageRecord> _earlier = [];

    [SkippableFact]
    public async Task AMessageIsCountedWhereItStands_FromStepToStep()
    {
        await RunCampaignsAsync(1);
        await AddAsync(3, state => state with { CampaignId = 1 });
        await ExpectAsync((MessageStatus.Queued, 3));

        var claimed = (await ClaimAnyAsync(2)).Select(message => message.State).ToList();
        await ExpectAsync((MessageStatus.Queued, 1), (MessageStatus.Sending, 2));

        await CompleteAsync(Sent(claimed[0]));
        await CompleteAsync(claimed[1] with { Status = MessageStatus.Uncertain, NextAttemptAt = Now, HandedTo = 3, ProviderId = 3 });
        await ExpectAsync((MessageStatus.Queued, 1), (MessageStatus.Sent, 1), (MessageStatus.Uncertain, 1));

        await Outbox.ReleaseUncertainAsync(Now, CancellationToken.None);
        await ExpectAsync((MessageStatus.Queued, 2), (MessageStatus.Sent, 1));

        await ChangeAsync(claimed[0].Id, state => state with { Status = MessageStatus.Delivered, OpenedAt = Now, ClickedAt = Now, Cost = new Money(0.75m, "USD") });
        await ExpectAsync((MessageStatus.Queued, 2), (MessageStatus.Delivered, 1));
        (await Stores.Messages.CountByCampaignAsync([1], CancellationToken.None)).Should().BeEquivalentTo(
        [
            new CampaignStatusCount(1, MessageStatus.Queued, 2, 0, 0, null, 0),
            new CampaignStatusCount(1, MessageStatus.Delivered, 1, 1, 1, "USD", 0.75m),
        ]);
    }

    [SkippableFact]
    public async Task AMessageTakenBackIsCountedAsCancelled_WaitingAndOnItsWay()
    {
        var provider = await AddProviderAsync();
        await AddAsync(2, state => state with { CorrelationKey = "invoice-1" });
        await AddAsync(1, state => state with { CorrelationKey = "invoice-2" });
        var claimed = (await ClaimAsync(2)).Select(message => message.State).ToList();

        await Outbox.CancelAsync("invoice-1", Now, CancellationToken.None);
        await Outbox.CancelAsync("invoice-2", Now, CancellationToken.None);
        await ExpectAsync((MessageStatus.Sending, 2), (MessageStatus.Cancelled, 1));

        await Outbox.AdmitAsync(Request(provider, claimed.Take(1)), CancellationToken.None);
        await ExpectAsync((MessageStatus.Sending, 1), (MessageStatus.Cancelled, 2));

        await CompleteAsync(claimed[1] with { Status = MessageStatus.Queued });
        await ExpectAsync((MessageStatus.Cancelled, 3));
    }

    [SkippableFact]
    public async Task AMessageThatMayHaveBeenTakenIsCountedAsUncertain_WhenItIsTakenBackOnItsWay()
    {
        var provider = await AddProviderAsync();
        var claimed = await ClaimNewAsync(state => state with { CorrelationKey = "invoice-1" });
        await Outbox.CancelAsync("invoice-1", Now, CancellationToken.None);

        var request = Request(provider, [claimed]);
        await Outbox.AdmitAsync(request with { Messages = [request.Messages[0] with { HandedTo = provider.Id }] }, CancellationToken.None);

        await ExpectAsync((MessageStatus.Uncertain, 1));
    }

    [SkippableFact]
    public async Task WhatIsNotStoredIsNotCounted()
    {
        await AddAsync(1, state => state with { IdempotencyKey = "receipt-1" });
        await AddAsync(1, state => state with { IdempotencyKey = "receipt-1" });
        var stale = await ClaimNewAsync();
        await CompleteAsync(Sent(stale));
        await CompleteAsync(stale with { Status = MessageStatus.Failed });
        await CompleteAsync(stale with { Id = Guid.CreateVersion7(Now), Status = MessageStatus.Failed });

        await ExpectAsync((MessageStatus.Sent, 1), (MessageStatus.Queued, 1));
    }

    [SkippableFact]
    public async Task ADayIsCountedApart_AndProvidersCampaignsAndCurrenciesToo()
    {
        await AddAsync(1, state => Sent(state) with { QueuedOn = Day.AddDays(-1), QueuedAt = Now.AddDays(-1) });
        await AddAsync(1, state => Sent(state) with { CampaignId = 2 });
        await AddAsync(2, state => Sent(state) with { ProviderId = 4, Segments = null, Cost = null });

        (await Stores.Messages.CountAsync(Day, Day, CancellationToken.None)).Should().BeEquivalentTo(
        [
            new StatisticsCount(Day, MessageChannel.Email, 3, 2, MessageStatus.Sent, true, "KES", 1, 0, 0, 2, 0.8m) { EstimatedCost = 1m },
            new StatisticsCount(Day, MessageChannel.Email, 4, null, MessageStatus.Sent, true, null, 2, 0, 0, 0, 0),
            new StatisticsCount(Day, MessageChannel.Email, 4, null, MessageStatus.Sent, true, "KES", 0, 0, 0, 0, 0) { EstimatedCost = 2m },
        ]);
    }

    [SkippableFact]
    public async Task FoldAsync_ChangesNoCount()
    {
        await AddAsync(4);
        var claimed = (await ClaimAsync(3)).Select(message => message.State).ToList();
        await CompleteAsync(Sent(claimed[0]));
        await CompleteAsync(Sent(claimed[1]));
        var before = await ReadAsync();

        while (await Stores.Counts.FoldAsync(1, CancellationToken.None) > 0)
        {
            (await ReadAsync()).Should().BeEquivalentTo(before);
        }

        (await ReadAsync()).Should().BeEquivalentTo(before);
        await CompleteAsync(Sent(claimed[2]));
        await ExpectAsync((MessageStatus.Queued, 1), (MessageStatus.Sent, 3));
        var none = () => Stores.Counts.FoldAsync(0, CancellationToken.None);
        await none.Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [SkippableFact]
    public async Task RebuildAsync_GivesTheSameCounts()
    {
        decimal[] costs = [0.000000005m, 0.0000000049m, 0.015m, 0.0083333350m, 1_234.12345678m, 7m, -0.000000015m, 0.1m, 0.99999999999m];
        foreach (var cost in costs)
        {
            await AddAsync(2, state => Sent(state) with { Cost = new Money(cost, "KES"), OpenedAt = Now });
        }

        await AddAsync(3);
        await ClaimAsync(2);
        var before = await ReadAsync();
        (await Stores.Counts.CompareAsync(Day, Day, CancellationToken.None)).Should().Be(0);
        var backwards = () => Stores.Counts.CompareAsync(Day, Day.AddDays(-1), CancellationToken.None);
        await backwards.Should().ThrowAsync<ArgumentOutOfRangeException>();

        await Stores.Counts.RebuildAsync(CancellationToken.None);
        await Stores.Counts.RebuildAsync(CancellationToken.None);

        (await ReadAsync()).Should().BeEquivalentTo(before);
        before.Sum(count => count.Cost).Should().Be(2 * costs.Sum(cost => Math.Round(cost, 8, MidpointRounding.AwayFromZero)));
        (await Stores.Counts.CompareAsync(DateOnly.MinValue, DateOnly.MaxValue, CancellationToken.None)).Should().Be(0);
    }

    /// <summary>Whatever happens in whatever order, also while it happens: nothing is counted twice, lost, or in two states.</summary>
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task CountersSayWhatTheMessagesAre_AtEveryMoment(int seed)
    {
        var provider = await AddProviderAsync();
        await RunCampaignsAsync(2);
        using var done = new CancellationTokenSource();
        var watching = Task.Run(() => WatchAsync(done.Token));
        var folding = Task.Run(() => FoldAsync(done.Token));

        await InParallelAsync(4, async task =>
        {
            var random = new Random((seed * 100) + task);
            for (var step = 0; step < 40; step++)
            {
                await StepAsync(random, provider);
            }

            return true;
        });
        await done.CancelAsync();
        await folding;

        (await watching).Should().BePositive();
        (await Stores.Counts.CompareAsync(DateOnly.MinValue, DateOnly.MaxValue, CancellationToken.None)).Should().Be(0);
        var listed = await Stores.Messages.ListAsync(new MessageQuery { Limit = int.MaxValue }, CancellationToken.None);
        await ExpectAsync([.. listed.GroupBy(message => message.State.Status).Select(group => (group.Key, group.Count()))]);
        var counts = await ReadAsync();
        await Stores.Counts.RebuildAsync(CancellationToken.None);
        (await ReadAsync()).Should().BeEquivalentTo(counts);
    }

    private static MessageRecord Sent(MessageRecord state) => state with
    {
        Status = MessageStatus.Sent,
        NextAttemptAt = null,
        SentAt = state.QueuedAt,
        ProviderId = 3,
        Segments = 2,
        Cost = new Money(0.8m, "KES"),
        EstimatedCost = new Money(1m, "KES"),
    };

    /// <summary>Campaigns 1 and so on run, so that their messages can be claimed.</summary>
    private async Task RunCampaignsAsync(int count)
    {
        for (var id = 1; id <= count; id++)
        {
            var campaign = new Campaign { Channel = MessageChannel.Email, Name = "January", TemplateId = 1, Status = CampaignStatus.Running };
            (await Stores.Campaigns.AddAsync(campaign, [], CancellationToken.None)).Id.Should().Be(id);
        }
    }

    private async Task<IReadOnlyList<StoredMessage>> ClaimAnyAsync(int limit)
    {
        var claimed = (await ClaimAsync(limit)).ToList();
        foreach (var campaign in await Stores.Campaigns.ListActiveAsync(CancellationToken.None))
        {
            claimed.AddRange(await Stores.Campaigns.ClaimAsync(
                new CampaignClaim { CampaignId = campaign.Id, Limit = limit, Now = Now, LeaseUntil = Now + Lease }, CancellationToken.None));
        }

        return claimed;
    }

    private AdmissionRequest Request(ProviderRecord provider, IEnumerable<MessageRecord> claimed) => new()
    {
        Channel = MessageChannel.Email,
        ProviderId = provider.Id,
        ProviderVersion = provider.Version,
        Messages = [.. claimed.Select(state => new AdmissionCandidate(state.Id, state.Claim) { QueuedAt = state.QueuedAt, CorrelationKey = state.CorrelationKey, HandedTo = state.HandedTo })],
        Now = Now,
        Day = Day,
    };

    private async Task StepAsync(Random random, ProviderRecord provider)
    {
        switch (random.Next(10))
        {
            case 0 or 1:
                await AddAsync(random.Next(1, 6), state => state with
                {
                    CampaignId = random.Next(3) is var campaign and > 0 ? campaign : null,
                    CorrelationKey = $"invoice-{random.Next(8)}",
                    IdempotencyKey = random.Next(2) is 0 ? null : $"key-{random.Next(40)}",
                    QueuedOn = Day.AddDays(random.Next(2)),
                });
                break;
            case 2 or 3 or 4:
                await SendAsync(random, provider);
                break;
            case 5:
                await ReportAsync(random);
                break;
            case 6:
                await Outbox.CancelAsync($"invoice-{random.Next(8)}", Now, CancellationToken.None);
                break;
            case 7:
                var late = _earlier.ToArray();
                random.Shuffle(late);
                await Outbox.CompleteAsync(
                    [.. late.Take(10).Select(state => new MessageCompletion(OutcomeOf(random, state, provider.Id), [], []))], CancellationToken.None);
                break;
            case 8:
                await Outbox.ReleaseUncertainAsync(Now, CancellationToken.None);
                await Outbox.ApplyCancellationsAsync(Now, CancellationToken.None);
                break;
            default:
                await Stores.Counts.RebuildAsync(CancellationToken.None);
                break;
        }
    }

    /// <summary>As a dispatcher does; some claims are left behind.</summary>
    private async Task SendAsync(Random random, ProviderRecord provider)
    {
        var claimed = (await ClaimAnyAsync(random.Next(1, 8))).Select(message => message.State).ToList();
        if (claimed.Count is 0 || random.Next(8) is 0)
        {
            return;
        }

        var admission = await Outbox.AdmitAsync(Request(provider, claimed), CancellationToken.None);
        claimed.ForEach(_earlier.Add);
        var completions = claimed.Where(state => !admission.Lost.Contains(state.Id))
            .Select(state => new MessageCompletion(OutcomeOf(random, state, provider.Id), [], [new MessageEvent("tried", Now)])).ToList();
        await Outbox.CompleteAsync(completions, CancellationToken.None);
    }

    private MessageRecord OutcomeOf(Random random, MessageRecord state, int providerId) => random.Next(5) switch
    {
        0 => state with { Status = MessageStatus.Queued, NextAttemptAt = Now, ProviderId = providerId },
        1 => state with { Status = MessageStatus.Uncertain, NextAttemptAt = random.Next(2) is 0 ? Now : null, HandedTo = providerId, ProviderId = providerId },
        2 => state with { Status = MessageStatus.Failed, NextAttemptAt = null, ProviderId = providerId, HandedTo = null },
        _ => Sent(state) with { ProviderId = providerId, HandedTo = null, Cost = new Money(random.Next(1, 500) / 10_000m, random.Next(2) is 0 ? "KES" : "USD"), EstimatedCost = random.Next(3) is 0 ? null : new Money(0.01m, "KES") },
    };

    /// <summary>As webhooks, prices and people do.</summary>
    private async Task ReportAsync(Random random)
    {
        var listed = await Stores.Messages.ListAsync(new MessageQuery { Limit = 50 }, CancellationToken.None);
        if (listed.Count is 0)
        {
            return;
        }

        await ChangeAsync(listed[random.Next(listed.Count)].State.Id, state => state.Status switch
        {
            MessageStatus.Sent => state with { Status = MessageStatus.Delivered, Cost = new Money(random.Next(1, 500) / 10_000m, "EUR") },
            MessageStatus.Delivered => state with { OpenedAt = Now, ClickedAt = random.Next(2) is 0 ? Now : null },
            MessageStatus.Failed => state with { Status = MessageStatus.Queued, NextAttemptAt = Now },
            MessageStatus.Uncertain => state with { Status = MessageStatus.Sent, SentAt = Now, NextAttemptAt = null },
            _ => null,
        });
    }

    private async Task<int> WatchAsync(CancellationToken done)
    {
        var looks = 0;
        do
        {
            (await Stores.Counts.CompareAsync(Day, Day.AddDays(1), CancellationToken.None)).Should().Be(0);
            (await ReadAsync()).Should().NotContain(count => count.Messages < 0 || count.EstimatedCost < 0 || (count.Messages == 0 && count.EstimatedCost == 0));
            looks++;
        }
        while (!done.IsCancellationRequested);
        return looks;
    }

    private async Task FoldAsync(CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await Task.WhenAll(
                Task.Run(() => Stores.Counts.FoldAsync(7, CancellationToken.None), CancellationToken.None),
                Task.Run(() => Stores.Counts.FoldAsync(3, CancellationToken.None), CancellationToken.None));
        }
    }

    private async Task<ProviderRecord> AddProviderAsync() => (await Stores.Providers.AddAsync(
        new ProviderRecord { Channel = MessageChannel.Email, Name = "Mail", Service = "scripted" }, CancellationToken.None))!;

    private Task ChangeAsync(Guid id, Func<MessageRecord, MessageRecord?> change) => Stores.Messages.ChangeAsync(
        id, state => change(state) is { } changed ? new MessageCompletion(changed, [], []) : null, CancellationToken.None);

    private Task<IReadOnlyList<StatisticsCount>> ReadAsync() =>
        Stores.Messages.CountAsync(DateOnly.MinValue, DateOnly.MaxValue, CancellationToken.None);

    private async Task ExpectAsync(params (MessageStatus Status, int Messages)[] expected)
    {
        var counts = await ReadAsync();
        counts.GroupBy(count => count.Status).Select(group => (group.Key, (int)group.Sum(count => count.Messages)))
            .Should().BeEquivalentTo(expected);
        (await Stores.Counts.CompareAsync(DateOnly.MinValue, DateOnly.MaxValue, CancellationToken.None)).Should().Be(0);
    }
}
