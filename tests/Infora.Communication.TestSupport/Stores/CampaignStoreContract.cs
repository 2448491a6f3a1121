using System.Text.Json.Nodes;
using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>Campaigns, in every store.</summary>
public abstract class CampaignStoreContract : StoreContract
{
    private ICampaignStore Campaigns => Stores.Campaigns;

    [SkippableFact]
    public async Task AddAsync_StoresTheCampaignWithItsMessages()
    {
        var campaign = Campaign(CampaignStatus.Scheduled) with
        {
            Channel = MessageChannel.Sms,
            Variables = new JsonObject { ["offer"] = "10 %" },
            ProviderId = 4,
            Category = MessageCategory.Transactional,
            ScheduledAt = Now.AddHours(1),
            MaxDelay = TimeSpan.FromMinutes(90),
            MessagesPerSecond = 2.5,
            Budget = new Money(100.25m, "KES"),
            AllowPartial = true,
            Audience = "overdue-customers",
            IsFilled = false,
            Estimate = Estimate(recipients: 1_100),
            Reason = "waits",
        };

        var added = await Campaigns.AddAsync(campaign, Recipients(1_100), CancellationToken.None);
        var found = await Campaigns.FindAsync(MessageChannel.Sms, added.Id, CancellationToken.None);

        found!.Variables.ToJsonString().Should().Be(campaign.Variables.ToJsonString());
        found.Should().BeEquivalentTo(
            campaign with { Id = added.Id, Version = 1, CreatedAt = Now }, options => options.Excluding(stored => stored.Variables));
        (await Campaigns.FindAsync(MessageChannel.Email, added.Id, CancellationToken.None)).Should().BeNull();
        var messages = await ListAsync(added.Id);
        messages.Should().HaveCount(1_100).And.OnlyContain(message => message.CampaignId == added.Id);
        messages.Select(message => message.Id.Version).Should().OnlyContain(version => version == 7);
    }

    [SkippableFact]
    public async Task AddAsync_StoresARecipientOnce()
    {
        var added = await Campaigns.AddAsync(
            Campaign(CampaignStatus.Draft), [.. Recipients(3), .. Recipients(2), SampleMessages.Queued(Now, "R1@EXAMPLE.com"), SampleMessages.Queued(Now, "a@bücher.example"), SampleMessages.Queued(Now, "a@xn--bcher-kva.example")], CancellationToken.None);

        (await ListAsync(added.Id)).Should().HaveCount(4);
    }

    [SkippableFact]
    public async Task AddRecipientsAsync_AddsThoseWhoAreNotThere()
    {
        var draft = await Campaigns.AddAsync(Campaign(CampaignStatus.Draft) with { Estimate = Estimate(2) }, Recipients(2), CancellationToken.None);
        var other = await Campaigns.AddAsync(Campaign(CampaignStatus.Draft), Recipients(2), CancellationToken.None);

        var first = await Campaigns.AddRecipientsAsync(MessageChannel.Email, draft.Id, Recipients(1_200), CancellationToken.None);
        var again = await Campaigns.AddRecipientsAsync(MessageChannel.Email, draft.Id, Recipients(1_201), CancellationToken.None);

        (first, again).Should().Be(((StoreOutcome.Done, 1_198), (StoreOutcome.Done, 1)));
        (await ListAsync(draft.Id)).Should().HaveCount(1_201);
        (await ListAsync(other.Id)).Should().HaveCount(2);
        (await FindAsync(draft.Id)).Estimate.Should().BeNull("it was made without them");
    }

    [SkippableFact]
    public async Task AddRecipientsAsync_KeepsTheFirstOfTwo()
    {
        var draft = await Campaigns.AddAsync(Campaign(CampaignStatus.Draft), [], CancellationToken.None);
        await Campaigns.AddRecipientsAsync(MessageChannel.Email, draft.Id, [Named("ann@example.com", "first"), Named("Ann@example.com", "second")], CancellationToken.None);
        await Campaigns.AddRecipientsAsync(MessageChannel.Email, draft.Id, [Named("ann@example.com", "third")], CancellationToken.None);

        var stored = (await Campaigns.ListRecipientsAsync(draft.Id, null, 10, CancellationToken.None)).Should().ContainSingle().Subject;
        stored.Content!.Variables!["name"]!.GetValue<string>().Should().Be("first");
    }

    [SkippableTheory]
    [InlineData(CampaignStatus.Scheduled)]
    [InlineData(CampaignStatus.Running)]
    [InlineData(CampaignStatus.Paused)]
    [InlineData(CampaignStatus.Completed)]
    [InlineData(CampaignStatus.Cancelled)]
    public async Task AddRecipientsAsync_AddsToDraftsOnly(CampaignStatus status)
    {
        var campaign = await Campaigns.AddAsync(Campaign(status), [], CancellationToken.None);

        var refused = await Campaigns.AddRecipientsAsync(MessageChannel.Email, campaign.Id, Recipients(1), CancellationToken.None);
        var unknown = await Campaigns.AddRecipientsAsync(MessageChannel.Email, 999, Recipients(1), CancellationToken.None);
        var elsewhere = await Campaigns.AddRecipientsAsync(MessageChannel.Sms, campaign.Id, Recipients(1), CancellationToken.None);

        refused.Should().Be((StoreOutcome.VersionConflict, 0));
        unknown.Should().Be((StoreOutcome.NotFound, 0));
        elsewhere.Should().Be((StoreOutcome.NotFound, 0));
        (await ListAsync(campaign.Id)).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task AddRecipientsAsync_AddsEachOnce_WhenManyAddThemAtOnce()
    {
        var draft = await Campaigns.AddAsync(Campaign(CampaignStatus.Draft), [], CancellationToken.None);

        var results = await InParallelAsync(8, i => Campaigns.AddRecipientsAsync(
            MessageChannel.Email, draft.Id, Recipients(200, first: i * 50), CancellationToken.None));

        results.Sum(result => result.Added).Should().Be(550);
        (await ListAsync(draft.Id)).Should().HaveCount(550);
    }

    [SkippableFact]
    public async Task ListAsync_GivesNewestFirst_ByPage()
    {
        var ids = new List<int>();
        foreach (var channel in new[] { MessageChannel.Email, MessageChannel.Sms, MessageChannel.Email, MessageChannel.Email })
        {
            ids.Add((await Campaigns.AddAsync(Campaign(CampaignStatus.Draft) with { Channel = channel }, [], CancellationToken.None)).Id);
        }

        (await IdsAsync(null, null, 10)).Should().Equal(ids[3], ids[2], ids[1], ids[0]);
        (await IdsAsync(MessageChannel.Email, null, 2)).Should().Equal(ids[3], ids[2]);
        (await IdsAsync(MessageChannel.Email, ids[2], 2)).Should().Equal(ids[0]);
    }

    [SkippableFact]
    public async Task ListActiveAsync_GivesThoseThatSomethingIsToBeDoneFor()
    {
        var ids = new Dictionary<CampaignStatus, int>();
        foreach (var status in Enum.GetValues<CampaignStatus>())
        {
            ids[status] = (await Campaigns.AddAsync(Campaign(status), [], CancellationToken.None)).Id;
        }

        await Campaigns.AddAsync(Campaign(CampaignStatus.Cancelled) with { CompletedAt = Now }, [], CancellationToken.None);

        (await Campaigns.ListActiveAsync(CancellationToken.None)).Select(campaign => campaign.Id)
            .Should().Equal(ids[CampaignStatus.Scheduled], ids[CampaignStatus.Running], ids[CampaignStatus.Cancelled]);
    }

    [SkippableFact]
    public async Task ChangeAsync_ShowsTheCounts_AndRaisesTheVersion()
    {
        var recipients = Recipients(5);
        recipients[0] = recipients[0].With(state => state with { Status = MessageStatus.Failed });
        var draft = await Campaigns.AddAsync(Campaign(CampaignStatus.Draft), recipients, CancellationToken.None);
        CampaignProgress? seen = null;

        var (changed, isChanged) = await Campaigns.ChangeAsync(
            MessageChannel.Email,
            draft.Id,
            progress =>
            {
                seen = progress;
                return progress.Campaign with { Status = CampaignStatus.Running, StartedAt = Now, Estimate = Estimate(5) };
            },
            CancellationToken.None);
        var (same, isSame) = await Campaigns.ChangeAsync(MessageChannel.Email, draft.Id, _ => null, CancellationToken.None);

        (seen!.Total, seen.Count(MessageStatus.Queued), seen.Count(MessageStatus.Failed)).Should().Be((5, 4, 1));
        (isChanged, changed!.Status, changed.StartedAt, changed.Version).Should().Be((true, CampaignStatus.Running, Now, 2));
        (isSame, same!.Version).Should().Be((false, 2));
        (await FindAsync(draft.Id)).Estimate.Should().BeEquivalentTo(Estimate(5));
    }

    [SkippableFact]
    public async Task ChangeAsync_KnowsNoOtherChannel()
    {
        var draft = await Campaigns.AddAsync(Campaign(CampaignStatus.Draft), [], CancellationToken.None);

        (await Campaigns.ChangeAsync(MessageChannel.Sms, draft.Id, progress => progress.Campaign, CancellationToken.None)).Should().Be((null, false));
        (await Campaigns.ChangeAsync(MessageChannel.Email, 999, progress => progress.Campaign, CancellationToken.None)).Should().Be((null, false));
    }

    [SkippableFact]
    public async Task ChangeAsync_IsTakenOnce_WhenManyTakeItAtOnce()
    {
        var draft = await Campaigns.AddAsync(Campaign(CampaignStatus.Draft), Recipients(1), CancellationToken.None);

        var results = await InParallelAsync(12, _ => Campaigns.ChangeAsync(
            MessageChannel.Email,
            draft.Id,
            progress => progress.Campaign.Status is CampaignStatus.Draft ? progress.Campaign with { Status = CampaignStatus.Running } : null,
            CancellationToken.None));

        results.Count(result => result.Changed).Should().Be(1);
        (await FindAsync(draft.Id)).Version.Should().Be(2);
    }

    [SkippableFact]
    public async Task ListRecipientsAsync_GivesAllOnce_ByPage()
    {
        var campaign = await Campaigns.AddAsync(Campaign(CampaignStatus.Draft), Recipients(25), CancellationToken.None);
        await Campaigns.AddAsync(Campaign(CampaignStatus.Draft), Recipients(5), CancellationToken.None);
        var seen = new List<string>();
        Guid? after = null;
        while (await Campaigns.ListRecipientsAsync(campaign.Id, after, 10, CancellationToken.None) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(message => message.Content!.Recipient));
            after = page[^1].State.Id;
        }

        seen.Should().BeEquivalentTo(Enumerable.Range(0, 25).Select(index => $"r{index}@example.com"));
    }

    [SkippableTheory]
    [InlineData(CampaignStatus.Draft)]
    [InlineData(CampaignStatus.Scheduled)]
    [InlineData(CampaignStatus.Paused)]
    [InlineData(CampaignStatus.Completed)]
    [InlineData(CampaignStatus.Cancelled)]
    public async Task ClaimAsync_GivesNothingOfACampaignThatDoesNotRun(CampaignStatus status)
    {
        var campaign = await Campaigns.AddAsync(Campaign(status), Recipients(3), CancellationToken.None);

        (await ClaimAsync(campaign.Id, 10)).Should().BeEmpty();
        (await Stores.Outbox.ClaimDueAsync(100, Now, Now.AddMinutes(1), CancellationToken.None)).Should().BeEmpty("campaigns are claimed on their own");
    }

    [SkippableFact]
    public async Task ClaimAsync_GivesDueMessagesOfTheCampaign_AsAClaimDoes()
    {
        var recipients = Recipients(5);
        recipients[0] = recipients[0].With(state => state with { NextAttemptAt = Now.AddMinutes(5) });
        var campaign = await Campaigns.AddAsync(Campaign(CampaignStatus.Running), recipients, CancellationToken.None);
        await Campaigns.AddAsync(Campaign(CampaignStatus.Running), Recipients(2), CancellationToken.None);

        var first = await ClaimAsync(campaign.Id, 3);
        var second = await ClaimAsync(campaign.Id, 3);
        Time.Advance(TimeSpan.FromMinutes(5));
        var third = await ClaimAsync(campaign.Id, 3);

        (first.Count, second.Count, third.Count).Should().Be((3, 1, 1));
        first.Should().OnlyContain(message => message.State.Status == MessageStatus.Sending && message.State.Claim == 1 && message.Content != null);
        first.Concat(second).Concat(third).Select(message => message.State.Id).Should().OnlyHaveUniqueItems();
        (await Stores.Outbox.TakeOverAsync(10, Now.AddMinutes(10), Now.AddMinutes(11), CancellationToken.None)).Should().HaveCount(5);
    }

    [SkippableFact]
    public async Task ClaimAsync_GivesEachMessageOnce_WhenManyClaimAtOnce()
    {
        var campaign = await Campaigns.AddAsync(Campaign(CampaignStatus.Running), Recipients(300), CancellationToken.None);

        var claims = await InParallelAsync(12, _ => ClaimAsync(campaign.Id, 20));

        claims.SelectMany(claimed => claimed).Select(message => message.State.Id).Should().OnlyHaveUniqueItems().And.HaveCount(240);
    }

    [SkippableFact]
    public async Task ClaimAsync_StaysWithinTheBudget()
    {
        var recipients = Recipients(20);
        recipients[0] = recipients[0].With(state => state with { Status = MessageStatus.Sent, SentAt = Now, Cost = new Money(1.5m, "KES") });
        recipients[1] = recipients[1].With(state => state with { Status = MessageStatus.Sent, SentAt = Now, Cost = new Money(9m, "USD") });
        var campaign = await Campaigns.AddAsync(Campaign(CampaignStatus.Running), recipients, CancellationToken.None);

        var claims = await InParallelAsync(6, _ => Campaigns.ClaimAsync(
            Claim(campaign.Id, 3) with { Budget = new Money(9.9m, "KES"), HighestCost = 0.8m }, CancellationToken.None));

        claims.Sum(claimed => claimed.Count).Should().Be(10, "1.5 and ten times 0.8 is 9.5");
    }

    [SkippableFact]
    public async Task AdmitAsync_HoldsBackWhatIsClaimed_OnceTheCampaignPauses()
    {
        var provider = (await Stores.Providers.AddAsync(
            new ProviderRecord { Channel = MessageChannel.Email, Name = "Relay", Service = "smtp", IsActive = true }, CancellationToken.None))!;
        var campaign = await Campaigns.AddAsync(Campaign(CampaignStatus.Running), Recipients(2), CancellationToken.None);
        var claimed = await ClaimAsync(campaign.Id, 2);
        await Stores.Messages.AddAsync(SampleMessages.Queued(Now), CancellationToken.None);
        var single = await Stores.Outbox.ClaimDueAsync(1, Now, Now.AddMinutes(1), CancellationToken.None);
        await SetStatusAsync(campaign.Id, CampaignStatus.Paused);

        var admission = await AdmitAsync(provider, [.. claimed, .. single]);
        await SetStatusAsync(campaign.Id, CampaignStatus.Running);
        var later = await AdmitAsync(provider, claimed);

        admission.HeldBack.Should().BeEquivalentTo(claimed.Select(message => message.State.Id));
        admission.Granted.Should().BeEquivalentTo(single.Select(message => message.State.Id));
        (admission.Lost.Count, admission.Refusal, admission.Today).Should().Be((0, null, 1));
        later.Granted.Should().HaveCount(2);
        later.HeldBack.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task CancelQueuedAsync_CancelsWhatIsQueued()
    {
        var recipients = Recipients(5);
        recipients[0] = recipients[0].With(state => state with { Status = MessageStatus.Sent, SentAt = Now });
        recipients[1] = recipients[1].With(state => state with { HandedTo = 3 });
        recipients[2] = recipients[2].With(state => state with { Status = MessageStatus.Uncertain, HandedTo = 3 });
        var campaign = await Campaigns.AddAsync(Campaign(CampaignStatus.Cancelled), recipients, CancellationToken.None);
        var other = await Campaigns.AddAsync(Campaign(CampaignStatus.Running), Recipients(1), CancellationToken.None);

        var first = await Campaigns.CancelQueuedAsync(campaign.Id, 3, Now, CancellationToken.None);
        var second = await Campaigns.CancelQueuedAsync(campaign.Id, 3, Now, CancellationToken.None);

        (first, second).Should().Be((3, 1));
        (await ListAsync(campaign.Id)).Should().OnlyContain(state => state.NextAttemptAt == null || state.Status == MessageStatus.Sent);
        (await ListAsync(campaign.Id)).GroupBy(state => state.Status).ToDictionary(group => group.Key, group => group.Count())
            .Should().BeEquivalentTo(new Dictionary<MessageStatus, int>
            {
                [MessageStatus.Sent] = 1,
                [MessageStatus.Cancelled] = 2,
                [MessageStatus.Uncertain] = 2,
            });
        (await ListAsync(other.Id)).Should().OnlyContain(state => state.Status == MessageStatus.Queued);
    }

    [SkippableFact]
    public async Task RetryFailedAsync_QueuesWhatFailed()
    {
        var recipients = Recipients(4).Select(message => message.With(state => state with { Status = MessageStatus.Failed, CountedTries = 8, NextAttemptAt = null })).ToList();
        recipients[3] = recipients[3].With(state => state with { Status = MessageStatus.Sent, SentAt = Now });
        var campaign = await Campaigns.AddAsync(Campaign(CampaignStatus.Running), recipients, CancellationToken.None);

        var first = await Campaigns.RetryFailedAsync(campaign.Id, 2, Now, CancellationToken.None);
        var second = await Campaigns.RetryFailedAsync(campaign.Id, 2, Now, CancellationToken.None);

        (first, second).Should().Be((2, 1));
        var claimed = await ClaimAsync(campaign.Id, 10);
        claimed.Should().HaveCount(3).And.OnlyContain(message => message.State.CountedTries == 0);
        (await Stores.Messages.GetHistoryAsync(claimed[0].State.Id, CancellationToken.None)).Events.Should().Contain(happened => happened.Type == "retried");
    }

    private static Campaign Campaign(CampaignStatus status) =>
        new() { Channel = MessageChannel.Email, Name = "Spring", TemplateId = 1, Status = status };

    private CampaignEstimate Estimate(long recipients) => new()
    {
        Recipients = recipients,
        MessagesWithMissingVariables = 2,
        Missing = ["variables.name"],
        Segments = 7,
        Ucs2 = 1,
        Ucs2Character = "ş",
        Cost = [new Money(5.6m, "KES")],
        Providers = [new ProviderEstimate(3, 5, 7, new Money(5.6m, "KES"))],
        HighestCost = new Money(1.6m, "KES"),
        Duration = TimeSpan.FromSeconds(90),
        ExceedsLimit = [3],
        MadeAt = Now,
    };

    private List<StoredMessage> Recipients(int count, int first = 0) =>
    [
        .. Enumerable.Range(first, count).Select(index => SampleMessages.Queued(Now, $"r{index}@example.com")
            .With(state => state with { Priority = MessagePriority.Low })),
    ];

    private StoredMessage Named(string recipient, string name)
    {
        var message = SampleMessages.Queued(Now, recipient);
        return message with { Content = message.Content! with { Variables = new JsonObject { ["name"] = name } } };
    }

    private async Task<Campaign> FindAsync(int id) => (await Campaigns.FindAsync(MessageChannel.Email, id, CancellationToken.None))!;

    private Task SetStatusAsync(int id, CampaignStatus status) =>
        Campaigns.ChangeAsync(MessageChannel.Email, id, progress => progress.Campaign with { Status = status }, CancellationToken.None);

    private Task<Admission> AdmitAsync(ProviderRecord provider, IReadOnlyList<StoredMessage> messages) => Stores.Outbox.AdmitAsync(
        new AdmissionRequest
        {
            Channel = MessageChannel.Email,
            ProviderId = provider.Id,
            ProviderVersion = provider.Version,
            Messages = [.. messages.Select(message => new AdmissionCandidate(message.State.Id, message.State.Claim) { QueuedAt = message.State.QueuedAt })],
            Now = Now,
            Day = DateOnly.FromDateTime(Now.UtcDateTime),
        },
        CancellationToken.None);

    private async Task<IReadOnlyList<MessageRecord>> ListAsync(int campaignId)
    {
        var query = new MessageQuery { CampaignId = campaignId, Limit = 5_000 };
        return [.. (await Stores.Messages.ListAsync(query, CancellationToken.None)).Select(message => message.State)];
    }

    private async Task<IEnumerable<int>> IdsAsync(MessageChannel? channel, int? beforeId, int limit) =>
        (await Campaigns.ListAsync(channel, beforeId, limit, CancellationToken.None)).Select(campaign => campaign.Id);

    private Task<IReadOnlyList<StoredMessage>> ClaimAsync(int campaignId, int limit) => Campaigns.ClaimAsync(Claim(campaignId, limit), CancellationToken.None);

    private CampaignClaim Claim(int campaignId, int limit) =>
        new() { CampaignId = campaignId, Limit = limit, Now = Now, LeaseUntil = Now.AddMinutes(1) };
}
