using System.Text.Json.Nodes;
using Infora.Communication.Campaigns;
using Infora.Communication.Messages;

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
        };

        var added = await Campaigns.AddAsync(campaign, Recipients(1_100), CancellationToken.None);
        var found = await Campaigns.FindAsync(MessageChannel.Sms, added.Id, CancellationToken.None);

        found!.Variables.ToJsonString().Should().Be(campaign.Variables.ToJsonString());
        found.Should().BeEquivalentTo(
            campaign with { Id = added.Id, Version = 1, CreatedAt = Now }, options => options.Excluding(stored => stored.Variables));
        (await Campaigns.FindAsync(MessageChannel.Email, added.Id, CancellationToken.None)).Should().BeNull();
        var messages = await ListAsync(added.Id);
        messages.Should().HaveCount(1_100).And.OnlyContain(message => message.CampaignId == added.Id);
    }

    [SkippableFact]
    public async Task AddAsync_StoresNothing_WhenAMessageCannotBeStored()
    {
        var recipients = Recipients(600);

        var adding = () => Campaigns.AddAsync(Campaign(CampaignStatus.Running), [.. recipients, recipients[0]], CancellationToken.None);

        await adding.Should().ThrowAsync<Exception>();
        (await Campaigns.ListAsync(null, null, 10, CancellationToken.None)).Should().BeEmpty();
        (await Stores.Messages.ListAsync(new MessageQuery(), CancellationToken.None)).Should().BeEmpty();
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
    public async Task StartAsync_MakesTheMessagesOfADraftDue()
    {
        var draft = await Campaigns.AddAsync(Campaign(CampaignStatus.Draft), Recipients(3, dueAt: null), CancellationToken.None);
        await Campaigns.AddAsync(Campaign(CampaignStatus.Draft), Recipients(2, dueAt: null), CancellationToken.None);
        (await ClaimAsync()).Should().BeEmpty();

        var started = await Campaigns.StartAsync(MessageChannel.Email, draft.Id, Now, CancellationToken.None);

        started.Outcome.Should().Be(StoreOutcome.Done);
        (started.Value!.Status, started.Value.StartedAt, started.Value.Version).Should().Be((CampaignStatus.Running, Now, 2));
        (await ClaimAsync()).Should().HaveCount(3).And.OnlyContain(message => message.State.CampaignId == draft.Id);
    }

    [SkippableFact]
    public async Task StartAsync_RefusesWhatIsNoDraft()
    {
        var running = await Campaigns.AddAsync(Campaign(CampaignStatus.Running), [], CancellationToken.None);

        var refused = await Campaigns.StartAsync(MessageChannel.Email, running.Id, Now, CancellationToken.None);
        var unknown = await Campaigns.StartAsync(MessageChannel.Email, 999, Now, CancellationToken.None);
        var otherChannel = await Campaigns.StartAsync(MessageChannel.Sms, running.Id, Now, CancellationToken.None);

        (refused.Outcome, refused.Value!.Version).Should().Be((StoreOutcome.VersionConflict, 1));
        (unknown.Outcome, unknown.Value).Should().Be((StoreOutcome.NotFound, null));
        otherChannel.Outcome.Should().Be(StoreOutcome.NotFound);
    }

    [SkippableFact]
    public async Task StartAsync_StartsOnce_WhenManyStartItAtOnce()
    {
        var draft = await Campaigns.AddAsync(Campaign(CampaignStatus.Draft), Recipients(1, dueAt: null), CancellationToken.None);

        var results = await InParallelAsync(12, _ => Campaigns.StartAsync(MessageChannel.Email, draft.Id, Now, CancellationToken.None));

        results.Count(result => result.Outcome is StoreOutcome.Done).Should().Be(1);
        results.Count(result => result.Outcome is StoreOutcome.VersionConflict).Should().Be(11);
    }

    [SkippableFact]
    public async Task AdvanceAsync_StartsWhatIsScheduled_WhenItsTimeComes()
    {
        var scheduled = Campaign(CampaignStatus.Scheduled) with { ScheduledAt = Now.AddMinutes(1) };
        var added = await Campaigns.AddAsync(scheduled, Recipients(1, Now.AddMinutes(1)), CancellationToken.None);

        (await Campaigns.AdvanceAsync(Now, CancellationToken.None)).Should().Be(0);
        Time.Advance(TimeSpan.FromMinutes(1));
        (await Campaigns.AdvanceAsync(Now, CancellationToken.None)).Should().Be(1);

        var found = await Campaigns.FindAsync(MessageChannel.Email, added.Id, CancellationToken.None);
        (found!.Status, found.StartedAt, found.Version).Should().Be((CampaignStatus.Running, Now, 2));
        (await Campaigns.AdvanceAsync(Now, CancellationToken.None)).Should().Be(0);
    }

    [SkippableTheory]
    [InlineData(MessageStatus.Queued, CampaignStatus.Running)]
    [InlineData(MessageStatus.Sending, CampaignStatus.Running)]
    [InlineData(MessageStatus.Uncertain, CampaignStatus.Running)]
    [InlineData(MessageStatus.Failed, CampaignStatus.CompletedWithFailures)]
    [InlineData(MessageStatus.Bounced, CampaignStatus.Completed)]
    [InlineData(MessageStatus.Cancelled, CampaignStatus.Completed)]
    public async Task AdvanceAsync_EndsACampaign_WhenEveryMessageHasAnOutcome(MessageStatus last, CampaignStatus expected)
    {
        var recipients = Recipients(5).Select(message => message.With(state => state with { Status = MessageStatus.Sent, SentAt = Now })).ToList();
        recipients[3] = recipients[3].With(state => state with { Status = last });
        var campaign = await Campaigns.AddAsync(Campaign(CampaignStatus.Running), recipients, CancellationToken.None);

        var moved = await Campaigns.AdvanceAsync(Now, CancellationToken.None);

        var found = await Campaigns.FindAsync(MessageChannel.Email, campaign.Id, CancellationToken.None);
        found!.Status.Should().Be(expected);
        found.CompletedAt.Should().Be(expected is CampaignStatus.Running ? null : Now);
        moved.Should().Be(expected is CampaignStatus.Running ? 0 : 1);
    }

    [SkippableFact]
    public async Task AdvanceAsync_LeavesDraftsAndEndedCampaigns()
    {
        foreach (var status in new[] { CampaignStatus.Draft, CampaignStatus.Paused, CampaignStatus.Completed, CampaignStatus.Cancelled })
        {
            await Campaigns.AddAsync(Campaign(status), [], CancellationToken.None);
        }

        (await Campaigns.AdvanceAsync(Now.AddDays(1), CancellationToken.None)).Should().Be(0);
    }

    private static Campaign Campaign(CampaignStatus status) =>
        new() { Channel = MessageChannel.Email, Name = "Spring", TemplateId = 1, Status = status };

    private List<StoredMessage> Recipients(int count) => Recipients(count, Now);

    private List<StoredMessage> Recipients(int count, DateTimeOffset? dueAt) =>
    [
        .. Enumerable.Range(0, count).Select(index => SampleMessages.Queued(Now, $"r{index}@example.com")
            .With(state => state with { NextAttemptAt = dueAt, Priority = MessagePriority.Low })),
    ];

    private async Task<IEnumerable<MessageRecord>> ListAsync(int campaignId)
    {
        var query = new MessageQuery { CampaignId = campaignId, Limit = 5_000 };
        return (await Stores.Messages.ListAsync(query, CancellationToken.None)).Select(message => message.State);
    }

    private async Task<IEnumerable<int>> IdsAsync(MessageChannel? channel, int? beforeId, int limit) =>
        (await Campaigns.ListAsync(channel, beforeId, limit, CancellationToken.None)).Select(campaign => campaign.Id);

    private Task<IReadOnlyList<StoredMessage>> ClaimAsync() =>
        Stores.Outbox.ClaimDueAsync(100, Now, Now.AddMinutes(1), CancellationToken.None);
}
