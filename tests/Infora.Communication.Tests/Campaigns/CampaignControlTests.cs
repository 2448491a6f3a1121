using System.Runtime.CompilerServices;
using Infora.Communication.Alerts;
using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Templates;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Campaigns;

public sealed class CampaignControlTests
{
    private static readonly IReadOnlyDictionary<string, string?> OneAtATime = new Dictionary<string, string?> { ["Communication:Dispatcher:MaxInFlight"] = "1" };

    [Fact]
    public async Task APausedCampaign_SendsNothingMore_AndGoesOnWhereItStopped()
    {
        await using var host = new CampaignHost(builder => builder.AddScriptedEmail("First"), OneAtATime);
        var answer = new TaskCompletionSource<ProviderResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Host.Providers.Script("First", (call, _) => call is 3 ? answer.Task : Task.FromResult(ProviderResult.Sent($"id-{call}")));
        await host.Host.StartAsync();
        var id = await host.CreateAsync(10);
        await host.Host.UntilAsync(() => Task.FromResult(host.Host.Providers.CallsOf("First") is 3));

        var paused = await host.Campaigns.PauseAsync(MessageChannel.Email, id);
        answer.SetResult(ProviderResult.Sent("id-3"));
        await host.Host.UntilAsync(async () => (await host.FindAsync(id)).Count(MessageStatus.Sent) is 3);
        host.Host.Time.Advance(TimeSpan.FromHours(1));
        await host.Host.Services.GetRequiredService<IMessageDispatcher>().DispatchAsync();

        paused.Campaign!.Status.Should().Be(CampaignStatus.Paused);
        host.Host.Providers.CallsOf("First").Should().Be(3, "what was in the air ended, and nothing followed it");
        var progress = await host.FindAsync(id);
        (progress.Count(MessageStatus.Queued), progress.Count(MessageStatus.Sent), progress.Campaign.CompletedAt).Should().Be((7, 3, null));

        (await host.Campaigns.ResumeAsync(MessageChannel.Email, id)).Campaign!.Status.Should().Be(CampaignStatus.Running);
        await host.UntilAsync(id, CampaignStatus.Completed);
        host.Host.Providers.Emails.Select(sent => sent.Email.To.Address).Should().OnlyHaveUniqueItems().And.HaveCount(10);
    }

    [Fact]
    public async Task ACancelledCampaign_CancelsWhatIsQueued_AndKeepsWhatWasSent()
    {
        await using var host = new CampaignHost(builder => builder.AddScriptedEmail("First"), OneAtATime);
        var answer = new TaskCompletionSource<ProviderResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Host.Providers.Script("First", (call, _) => call is 2 ? answer.Task : Task.FromResult(ProviderResult.Sent($"id-{call}")));
        await host.Host.StartAsync();
        var id = await host.CreateAsync(5);
        await host.Host.UntilAsync(() => Task.FromResult(host.Host.Providers.CallsOf("First") is 2));

        var cancelled = await host.Campaigns.CancelAsync(MessageChannel.Email, id);
        answer.SetResult(ProviderResult.Sent("id-2"));
        await host.Host.UntilAsync(async () => (await host.FindAsync(id)).Campaign.CompletedAt is not null);

        cancelled.Campaign!.Status.Should().Be(CampaignStatus.Cancelled);
        var progress = await host.FindAsync(id);
        (progress.Count(MessageStatus.Sent), progress.Count(MessageStatus.Cancelled), progress.Total).Should().Be((2, 3, 5));
        (await host.Campaigns.ResumeAsync(MessageChannel.Email, id)).Reason.Should().Contain("cancelled");
        (await host.Campaigns.CancelAsync(MessageChannel.Email, id)).Reason.Should().Be("It is cancelled already.");
    }

    [Fact]
    public async Task FailedMessages_AreSentAgainAsAWhole()
    {
        var refuses = true;
        await using var host = new CampaignHost(builder => builder.AddScriptedEmail("First"));
        host.Host.Providers.Script("First", call => refuses && call % 2 is 0
            ? ProviderResult.Rejected(new SendError(ErrorCode.InvalidRecipient, "no such user", Permanent: true))
            : ProviderResult.Sent($"id-{call}"));
        await host.Host.StartAsync();
        var id = await host.CreateAsync(6);
        await host.UntilAsync(id, CampaignStatus.CompletedWithFailures);

        refuses = false;
        var again = await host.Campaigns.RetryFailedAsync(MessageChannel.Email, id);
        await host.UntilAsync(id, CampaignStatus.Completed);

        again.Campaign!.Status.Should().Be(CampaignStatus.Running);
        (await host.FindAsync(id)).Count(MessageStatus.Sent).Should().Be(6);
        host.Host.Providers.CallsOf("First").Should().Be(9);
        (await host.Campaigns.RetryFailedAsync(MessageChannel.Email, id)).Reason.Should().Be("None of its messages failed.");
    }

    [Fact]
    public async Task AMessageOfACompletedCampaign_IsSentAnew_AndCompletesItAgain()
    {
        await using var host = new CampaignHost(builder => builder.AddScriptedEmail("First"));
        host.Host.Providers.Script("First", call => call is 1
            ? ProviderResult.Rejected(new SendError(ErrorCode.InvalidRecipient, "no such user", Permanent: true))
            : ProviderResult.Sent($"id-{call}"));
        await host.Host.StartAsync();
        var id = await host.CreateAsync(2);
        await host.UntilAsync(id, CampaignStatus.CompletedWithFailures);
        var failed = (await host.MessagesAsync(id)).Single(message => message.Status is MessageStatus.Failed);

        var retried = await host.Host.Services.GetRequiredService<MessageControl>().RetryAsync(failed.Id);
        await host.UntilAsync(id, CampaignStatus.Completed);

        retried.Outcome.Should().Be(MessageControlOutcome.Done);
        (await host.FindAsync(id)).Count(MessageStatus.Sent).Should().Be(2);
    }

    [Fact]
    public async Task AMessageOfACancelledCampaign_IsNotSentAnew()
    {
        await using var host = new CampaignHost(builder => builder.AddScriptedEmail("First"), OneAtATime);
        var answer = new TaskCompletionSource<ProviderResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Host.Providers.Script("First", (_, _) => answer.Task);
        await host.Host.StartAsync();
        var id = await host.CreateAsync(2);
        await host.Host.UntilAsync(() => Task.FromResult(host.Host.Providers.CallsOf("First") is 1));
        await host.Campaigns.CancelAsync(MessageChannel.Email, id);
        answer.SetResult(ProviderResult.Rejected(new SendError(ErrorCode.InvalidRecipient, "no such user", Permanent: true)));
        await host.Host.UntilAsync(async () => (await host.FindAsync(id)).Campaign.CompletedAt is not null);
        var failed = (await host.MessagesAsync(id)).Single(message => message.Status is MessageStatus.Failed);

        var retried = await host.Host.Services.GetRequiredService<MessageControl>().RetryAsync(failed.Id);

        retried.Reason.Should().Contain("campaign was cancelled");
    }

    [Theory]
    [InlineData(CampaignStatus.Draft)]
    [InlineData(CampaignStatus.Completed)]
    public async Task StepsThatItsStateDoesNotAllow_SayWhy(CampaignStatus status)
    {
        await using var host = new CampaignHost(builder => builder.AddScriptedEmail("First"));
        await host.Host.StartAsync();
        var id = await host.CreateAsync(1, draft => draft with { Start = status is not CampaignStatus.Draft });
        await host.UntilAsync(id, status);

        var name = SnakeCase.Name(status);
        (await host.Campaigns.PauseAsync(MessageChannel.Email, id)).Reason.Should().Contain(name);
        (await host.Campaigns.ResumeAsync(MessageChannel.Email, id)).Reason.Should().Contain(name);
        (await host.Campaigns.PauseAsync(MessageChannel.Email, 99)).Outcome.Should().Be(CampaignOutcome.NotFound);
        (await host.Campaigns.PauseAsync(MessageChannel.Sms, id)).Outcome.Should().Be(CampaignOutcome.NotFound);
    }

    [Fact]
    public async Task AScheduleThatWasMissed_WaitsForAPerson()
    {
        await using var host = new CampaignHost(builder => builder.AddScriptedEmail("First"));
        var at = host.Host.Time.GetUtcNow() + TimeSpan.FromHours(1);
        var id = await host.CreateAsync(1, draft => draft with { ScheduledAt = at, MaxDelay = TimeSpan.FromMinutes(30) });

        // Nobody ran until then.
        host.Host.Time.Advance(TimeSpan.FromHours(2));
        await host.Host.StartAsync();
        await host.UntilAsync(id, CampaignStatus.Paused);

        (await host.FindAsync(id)).Campaign.Reason.Should().Contain("10:00:00 UTC").And.Contain("resume");
        await host.Host.UntilAsync(async () => (await host.Host.Services.GetRequiredService<IAlertStore>().ListAsync(null, 10, CancellationToken.None))
            .Any(alert => alert.Kind is AlertKind.CampaignPaused && alert.CampaignId == id));
        host.Host.Providers.Emails.Should().BeEmpty();
        await host.Campaigns.ResumeAsync(MessageChannel.Email, id);
        await host.UntilAsync(id, CampaignStatus.Completed);
    }

    [Fact]
    public async Task MissingVariables_KeepACampaignFromStarting_UnlessAPartIsAllowed()
    {
        await using var host = new CampaignHost(builder => builder.AddScriptedEmail("First"));
        await host.Host.StartAsync();
        var nameless = new CampaignRecipient("nameless@example.com", TemplateVariables.Empty);

        var refused = await host.TryCreateAsync(2, draft => draft with { Recipients = [.. draft.Recipients, nameless] });
        var id = await host.CreateAsync(2, draft => draft with { Recipients = [.. draft.Recipients, nameless], AllowPartial = true });
        await host.UntilAsync(id, CampaignStatus.CompletedWithFailures);

        refused.Outcome.Should().Be(CampaignOutcome.NotAllowed);
        refused.Reason.Should().Contain("1 of 3 recipients").And.Contain("allow_partial");
        var progress = await host.FindAsync(id);
        (progress.Count(MessageStatus.Sent), progress.Count(MessageStatus.Failed)).Should().Be((2, 1));
        progress.Campaign.Estimate!.MessagesWithMissingVariables.Should().Be(1);
    }

    [Fact]
    public async Task ADraftThatIsFilledLater_StartsWithAllOfItsRecipients()
    {
        await using var host = new CampaignHost(builder => builder.AddScriptedEmail("First"));
        await host.Host.StartAsync();
        var id = await host.CreateAsync(2, draft => draft with { Start = false });
        (await host.Campaigns.EstimateAsync(MessageChannel.Email, id)).Campaign!.Estimate!.Recipients.Should().Be(2);

        var fill = await host.Campaigns.AddRecipientsAsync(MessageChannel.Email, id, Rows());
        var started = await host.Campaigns.StartAsync(MessageChannel.Email, id);
        var late = await host.Campaigns.AddRecipientsAsync(MessageChannel.Email, id, Rows());
        await host.UntilAsync(id, CampaignStatus.Completed);

        (fill.Outcome, fill.Added, fill.Duplicates, fill.InvalidCount).Should().Be((CampaignOutcome.Done, 2_999, 1, 2));
        fill.Invalid.Select(invalid => invalid.Line).Should().Equal(3_001, 3_002);
        started.Campaign!.Estimate!.Recipients.Should().Be(3_001);
        (late.Outcome, late.Added).Should().Be((CampaignOutcome.NotAllowed, 0));
        host.Host.Providers.Emails.Select(sent => sent.Email.To.Address).Should().OnlyHaveUniqueItems().And.HaveCount(3_001);

        static async IAsyncEnumerable<CampaignRecipientRow> Rows()
        {
            for (var i = 0; i < 3_000; i++)
            {
                await Task.CompletedTask;
                yield return new CampaignRecipientRow(i + 1, CampaignHost.Recipient(i + 1));
            }

            yield return new CampaignRecipientRow(3_001, new CampaignRecipient("nobody", TemplateVariables.Empty));
            yield return new CampaignRecipientRow(3_002, null, "cannot be read");
        }
    }

    [Fact]
    public async Task AnAudience_IsReadWhenTheCampaignStarts_AndAgainWhereThatWasInterrupted()
    {
        var audience = new FlakyAudience();
        await using var host = new CampaignHost(builder =>
        {
            builder.AddScriptedEmail("First").AddCampaignAudience<FlakyAudience>("overdue-customers");
            builder.Services.AddSingleton(audience);
        });
        await host.Host.StartAsync();
        var starting = () => host.TryCreateAsync(0, draft => draft with { Audience = "Overdue-Customers" });

        await starting.Should().ThrowAsync<IOException>();
        var draft = (await host.Campaigns.ListAsync(MessageChannel.Email, null, 10)).Should().ContainSingle().Subject;
        var started = await host.Campaigns.StartAsync(MessageChannel.Email, draft.Campaign.Id);
        await host.UntilAsync(draft.Campaign.Id, CampaignStatus.Completed);

        (draft.Campaign.Status, draft.Campaign.Audience, draft.Campaign.IsFilled).Should().Be((CampaignStatus.Draft, "overdue-customers", false));
        started.Outcome.Should().Be(CampaignOutcome.Done, started.Reason);
        host.Host.Providers.Emails.Select(sent => sent.Email.To.Address).Should().OnlyHaveUniqueItems().And.HaveCount(2_500);
        (await host.TryCreateAsync(0, other => other with { Audience = "nobody" })).Errors.Should().ContainSingle()
            .Which.Message.Should().Contain("'overdue-customers'");
    }

    /// <summary>Fails once in the middle.</summary>
    private sealed class FlakyAudience : ICampaignAudience
    {
        private bool _hasFailed;

        public async IAsyncEnumerable<CampaignRecipient> ReadAsync(
            CampaignAudienceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var i = 0; i < 2_500; i++)
            {
                await Task.CompletedTask;
                if (i is 2_200 && !_hasFailed)
                {
                    _hasFailed = true;
                    throw new IOException("the billing database went away");
                }

                yield return CampaignHost.Recipient(i);
            }
        }
    }
}
