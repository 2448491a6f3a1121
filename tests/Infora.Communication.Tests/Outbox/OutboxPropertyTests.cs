using CsCheck;
using Infora.Communication.Campaigns;
using Infora.Communication.Messages;

namespace Infora.Communication.Tests.Outbox;

/// <summary>
/// For any order of faults, limits, crashes, pauses, cancellations and recoveries each message ends in exactly one lawful
/// state, nothing is lost, and nothing that may not be doubled is.
/// </summary>
public sealed class OutboxPropertyTests
{
    private static readonly Gen<OutboxStep> Steps = Gen.Frequency(
        (4, Gen.Int[1, 4].Select(OutboxStep (count) => new OutboxStep.Enqueue(count))),
        (4, Gen.Int[0, OutboxWorld.Behaviours - 1].Select(OutboxStep (behaviour) => new OutboxStep.Behave(behaviour))),
        (4, Gen.Const<OutboxStep>(new OutboxStep.Dispatch())),
        (2, Gen.Int[0, 6].Select(OutboxStep (calls) => new OutboxStep.Crash(calls))),
        (2, Gen.Int[1, 90].Select(OutboxStep (minutes) => new OutboxStep.Pass(minutes))),
        (1, Gen.Bool.Select(OutboxStep (paused) => new OutboxStep.Switch(paused))),
        (1, Gen.Int[0, 9].Select(OutboxStep (message) => new OutboxStep.Cancel(message))),
        (2, Gen.Int[1, 6].Select(OutboxStep (recipients) => new OutboxStep.StartCampaign(recipients))),
        (4, Gen.Int[0, 3].Select(OutboxStep (step) => new OutboxStep.ControlCampaign(step))),
        (1, Gen.Int[0, 3].Select(OutboxStep (limit) => new OutboxStep.Limit(limit))));

    [Fact]
    public async Task NothingIsLost_AndNothingThatIsHeldIsDoubled() => await Steps.Array[5, 40].SampleAsync(
        async steps =>
        {
            await using var world = new OutboxWorld();
            foreach (var step in steps)
            {
                await world.TakeAsync(step);
                await CheckLedgerAsync(world);
            }

            await world.RecoverAsync();
            await CheckAsync(world);
            await CheckCampaignsAsync(world);
        },
        iter: 150);

    /// <summary>At every moment the counts of a campaign add up to its recipients, and are what counting its messages gives.</summary>
    private static async Task CheckLedgerAsync(OutboxWorld world)
    {
        foreach (var (id, recipients) in world.Campaigns)
        {
            var progress = await world.FindCampaignAsync(id);
            var messages = await world.Messages.ListAsync(new MessageQuery { CampaignId = id, Limit = 100 }, CancellationToken.None);
            progress.Total.Should().Be(recipients);
            progress.ByStatus.Where(count => count.Value is not 0).Should().BeEquivalentTo(
                messages.GroupBy(message => message.State.Status).ToDictionary(group => group.Key, group => (long)group.Count()));
            if (progress.Campaign.Status is CampaignStatus.Completed or CampaignStatus.CompletedWithFailures)
            {
                progress.IsUnderWay.Should().BeFalse("each recipient has an outcome");
            }
        }
    }

    private static async Task CheckCampaignsAsync(OutboxWorld world)
    {
        foreach (var id in world.Campaigns.Keys)
        {
            var progress = await world.FindCampaignAsync(id);
            (progress.Count(MessageStatus.Queued) + progress.Count(MessageStatus.Sending)).Should().Be(0);
            if (progress.Campaign.Status is CampaignStatus.Running)
            {
                progress.Count(MessageStatus.Uncertain).Should().BePositive("it waits for somebody to settle them");
            }
            else
            {
                progress.Campaign.Status.Should().BeOneOf(CampaignStatus.Completed, CampaignStatus.CompletedWithFailures, CampaignStatus.Cancelled);
                progress.Campaign.CompletedAt.Should().NotBeNull();
            }
        }
    }

    private static async Task CheckAsync(OutboxWorld world)
    {
        var stored = await world.Messages.ListAsync(new MessageQuery { Limit = 10_000 }, CancellationToken.None);
        stored.Select(message => message.State.Id).Should().BeEquivalentTo(world.Enqueued, "each is there once");
        foreach (var state in stored.Select(message => message.State))
        {
            var taken = world.TakenCount(state.Id);
            state.Status.Should().BeOneOf(MessageStatus.Sent, MessageStatus.Failed, MessageStatus.Uncertain, MessageStatus.Cancelled);
            if (state.Channel is MessageChannel.Sms)
            {
                taken.Should().BeLessThanOrEqualTo(1, "a text is held rather than sent twice");
            }

            switch (state.Status)
            {
                case MessageStatus.Sent:
                    taken.Should().BePositive("it is said to be sent");
                    break;
                case MessageStatus.Failed:
                    taken.Should().Be(0, "what failed for good was taken by nobody");
                    break;
                case MessageStatus.Uncertain:
                    state.NextAttemptAt.Should().BeNull("it is held until somebody settles it");
                    break;
            }

            var history = await world.Messages.GetHistoryAsync(state.Id, CancellationToken.None);
            history.Attempts.Should().HaveCount(state.AttemptCount);
            history.Attempts.Select(attempt => attempt.Number).Should().OnlyHaveUniqueItems();
        }
    }
}
