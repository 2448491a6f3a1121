using Infora.Communication.Campaigns;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Templates;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Campaigns;

public sealed class CampaignDispatchTests
{
    [Fact]
    public async Task AProviderThatTakesMany_IsHandedThemInFullRequests_HoweverFewMayBeInFlight()
    {
        var plugin = new BatchPlugin { MaxBatchSize = 100 };
        await using var host = new CampaignHost(
            builder => builder
                .AddEmailProviderType(new EmailProviderType<ScriptedEmailOptions>("many", "Many", _ => plugin))
                .AddEmailProvider<ScriptedEmailOptions>("many", "Many", options => options.SenderEmail = "billing@example.com"),
            new Dictionary<string, string?> { ["Communication:Dispatcher:MaxInFlight"] = "10" });
        await host.Host.StartAsync();

        var id = await host.CreateAsync(1_050);
        await host.UntilAsync(id, CampaignStatus.Completed);

        plugin.Batches.Select(batch => batch.Messages.Count).Order().Should().Equal([50, .. Enumerable.Repeat(100, 10)]);
        plugin.Batches.SelectMany(batch => batch.Messages).Select(mail => mail.To.Address).Should().OnlyHaveUniqueItems().And.HaveCount(1_050);
        plugin.Batches.SelectMany(batch => batch.Messages).Should().OnlyContain(mail => mail.TextBody == $"Dear R{mail.To.Address.Substring(1, mail.To.Address.IndexOf('@') - 1)}");
    }

    [Fact]
    public async Task ARate_IsHeldSmoothly()
    {
        await using var host = new CampaignHost(builder => builder.AddScriptedEmail("First"));
        await host.Host.StartAsync();
        var began = host.Host.Time.GetUtcNow();

        var id = await host.CreateAsync(60, draft => draft with { MessagesPerSecond = 4 });
        await host.UntilAsync(id, CampaignStatus.Completed);

        var seconds = (await host.MessagesAsync(id)).Select(message => (int)(message.SentAt!.Value - began).TotalSeconds).ToList();
        seconds.GroupBy(second => second).Select(group => group.Count()).Should().OnlyContain(messages => messages <= 6);
        seconds.Max().Should().BeInRange(14, 40);
    }

    /// <summary>Of 64 the campaign leaves fewer than a claim of others waits for.</summary>
    [Theory]
    [InlineData(10, 8)]
    [InlineData(64, 52)]
    public async Task AReceipt_GoesOutBesideACampaignThatFillsAllThatItMay(int maxInFlight, int ofCampaign)
    {
        await using var host = new CampaignHost(
            builder => builder.AddScriptedEmail("First"), new Dictionary<string, string?> { ["Communication:Dispatcher:MaxInFlight"] = $"{maxInFlight}" });
        var answer = new TaskCompletionSource<ProviderResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Host.Providers.Script("First", (call, _) => call <= ofCampaign ? answer.Task : Task.FromResult(ProviderResult.Sent($"id-{call}")));
        await host.Host.StartAsync();
        var id = await host.CreateAsync(200);
        await host.Host.UntilAsync(() => Task.FromResult(host.Host.Providers.CallsOf("First") == ofCampaign));

        var receipt = await host.Host.Outbox.EnqueueAsync(
            new EmailMessage { To = "ann@example.com", Subject = "Receipt", TextBody = "Thank you." }, new EnqueueOptions { Priority = MessagePriority.High });
        await host.Host.UntilAsync(receipt.Message!.State.Id, MessageStatus.Sent);

        host.Host.Providers.CallsOf("First").Should().Be(ofCampaign + 1);
        answer.SetResult(ProviderResult.Sent("id"));
        await host.UntilAsync(id, CampaignStatus.Completed);
    }

    [Fact]
    public async Task ALimit_IsFilled_AndTheRestGoesToTheNextProvider()
    {
        await using var host = new CampaignHost(builder => builder
            .AddScriptedEmail("First", options => options.DailyLimit = 100).AddScriptedEmail("Second"));
        await host.Host.StartAsync();

        var id = await host.CreateAsync(250);
        await host.UntilAsync(id, CampaignStatus.Completed);

        (host.Host.Providers.CallsOf("First"), host.Host.Providers.CallsOf("Second")).Should().Be((100, 150));
    }

    [Fact]
    public async Task WithoutAnotherProvider_ACampaignWaits_AndFinishesOnTheNextDays()
    {
        await using var host = new CampaignHost(builder => builder.AddScriptedEmail("First", options => options.DailyLimit = 100));
        await host.Host.StartAsync();

        var id = await host.CreateAsync(150);
        await host.Host.UntilAsync(async () => await host.FindAsync(id) is var progress
            && progress.Count(MessageStatus.Sent) is 90 && progress.Count(MessageStatus.Sending) is 0);
        var waiting = (await host.MessagesAsync(id)).Where(message => message.Status is MessageStatus.Queued).ToList();
        await host.UntilAsync(id, CampaignStatus.Completed);

        waiting.Should().HaveCount(60).And.Contain(message => message.WaitingFor == WaitingFor.ProviderLimit);
        host.Host.Time.GetUtcNow().Should().BeOnOrAfter(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero)).And.BeBefore(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));
        (await host.MessagesAsync(id)).Should().OnlyContain(message => message.AttemptCount == 1);
    }

    [Fact]
    public async Task ACampaignThatWaitsForAProvider_DoesNotLookAtAllOfItsMessages()
    {
        await using var host = new CampaignHost(builder => builder.AddScriptedEmail("First", options => options.DailyLimit = 10));
        await host.Host.StartAsync();

        var id = await host.CreateAsync(2_000);
        await host.Host.UntilAsync(async () => (await host.FindAsync(id)).Count(MessageStatus.Sent) is 9);
        host.Host.Time.Advance(TimeSpan.FromSeconds(10));

        (await host.MessagesAsync(id)).Count(message => message.Claim > 0).Should().BeLessThan(200);
    }

    [Fact]
    public async Task ABudget_IsNeverPassed_AndPausesTheCampaign()
    {
        await using var host = new CampaignHost(builder => builder.AddScriptedSms("First", options => (options.CostPerSms, options.Currency) = (0.8m, "KES")));
        await host.Host.StartAsync();
        var id = await host.CreateAsync(
            20, draft => draft with { Budget = new Money(100, "KES"), Category = MessageCategory.Transactional }, MessageChannel.Sms);
        await host.UntilAsync(id, CampaignStatus.Completed, MessageChannel.Sms);
        (await host.FindAsync(id, MessageChannel.Sms)).Cost.Should().Equal(new Money(16, "KES"));

        var refused = await host.TryCreateAsync(
            20, draft => draft with { Budget = new Money(15.99m, "KES"), Category = MessageCategory.Transactional }, MessageChannel.Sms);

        refused.Reason.Should().Contain("16.0000 KES").And.Contain("15.9900 KES");
    }

    [Fact]
    public async Task ACampaignThatCostsMoreThanItsEstimate_PausesAtItsBudget()
    {
        await using var host = new CampaignHost(builder => builder.AddScriptedSms("First", options => (options.CostPerSms, options.Currency) = (0.8m, "KES")));

        // The vendor charges two segments for each, which shows only when the first are sent: at once all would be.
        host.Host.Providers.Script("First", call => ProviderResult.Sent($"id-{call}", segments: 2, price: new Money(1.6m, "KES")));
        await host.Host.StartAsync();
        var id = await host.CreateAsync(
            20, draft => draft with { Budget = new Money(16, "KES"), MessagesPerSecond = 1, Category = MessageCategory.Transactional }, MessageChannel.Sms);
        await host.UntilAsync(id, CampaignStatus.Paused, MessageChannel.Sms);

        var progress = await host.FindAsync(id, MessageChannel.Sms);
        progress.Campaign.Reason.Should().Contain("16.0000 KES");
        progress.CostIn("KES").Should().BeLessThanOrEqualTo(16);
        progress.Count(MessageStatus.Queued).Should().BeGreaterThan(0);
    }

    [Fact]
    public async Task ABudgetWithoutAKnownPrice_PausesTheCampaignOnceItIsSpent()
    {
        await using var host = new CampaignHost(
            builder => builder.AddScriptedSms("First"), new Dictionary<string, string?> { ["Communication:Dispatcher:MaxInFlight"] = "2" });
        host.Host.Providers.Script("First", call => ProviderResult.Sent($"id-{call}", segments: 1, price: new Money(1m, "KES")));
        await host.Host.StartAsync();

        var id = await host.CreateAsync(
            30, draft => draft with { Budget = new Money(5, "KES"), Category = MessageCategory.Transactional }, MessageChannel.Sms);
        await host.UntilAsync(id, CampaignStatus.Paused, MessageChannel.Sms);

        var progress = await host.FindAsync(id, MessageChannel.Sms);
        progress.CostIn("KES").Should().BeInRange(5, 7, "what was in the air when it was spent comes on top");
    }

    [Fact]
    public async Task AStartIsSeenAtOnce_AlsoRightAfterALookAtOtherCampaigns()
    {
        await using var host = new CampaignHost(builder => builder.AddScriptedEmail("First"));
        await host.Host.StartAsync();
        await host.CreateAsync(1);
        await host.Host.UntilAtThisTimeAsync(() => host.Host.Providers.Emails.Count is 1);

        await host.CreateAsync(1);

        await host.Host.UntilAtThisTimeAsync(() => host.Host.Providers.Emails.Count is 2);
    }

    [Theory]
    [InlineData(4, 30, 5, 0)]
    [InlineData(10, 0, 10, 0)]
    [InlineData(15, 30, 5 + 24, 0)]
    public async Task PromotionalTextMessagesToKenya_LeaveFromEightToSix(int hour, int minute, int expectedHour, int expectedMinute)
    {
        await using var host = new CampaignHost(
            builder => builder.AddScriptedSms("First"), now: new DateTimeOffset(2026, 11, 22, hour, minute, 0, TimeSpan.Zero));
        await host.Host.StartAsync();

        var id = await host.CreateAsync(100, channel: MessageChannel.Sms);
        await host.UntilAsync(id, CampaignStatus.Completed, MessageChannel.Sms);

        var sent = (await host.MessagesAsync(id)).Select(message => message.SentAt!.Value).ToList();
        var opens = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero).AddHours(expectedHour).AddMinutes(expectedMinute);
        sent.Should().OnlyContain(at => at >= opens && at < opens.AddMinutes(2));
    }

    [Fact]
    public async Task AWindow_IsThatOfTheRecipientsZone()
    {
        await using var host = new CampaignHost(
            builder => builder.AddScriptedEmail("First"),
            new Dictionary<string, string?>
            {
                ["Communication:SendWindows:0:From"] = "09:00",
                ["Communication:SendWindows:0:To"] = "17:00",
                ["Communication:TimeZone"] = "Africa/Nairobi",
            },
            now: new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        await host.Host.StartAsync();

        var id = await host.CreateAsync(0, draft => draft with { Recipients = [Zoned("nairobi", null), Zoned("newyork", "America/New_York"), Zoned("mars", "Mars/Base")] });
        await host.UntilAsync(id, CampaignStatus.Completed);

        var bySentAt = (await host.Host.Messages.ListAsync(new MessageQuery { CampaignId = id }, CancellationToken.None))
            .ToDictionary(message => message.Content!.Recipient, message => message.State.SentAt!.Value.Hour);
        bySentAt["nairobi@example.com"].Should().Be(12);
        bySentAt["mars@example.com"].Should().Be(12);
        bySentAt["newyork@example.com"].Should().Be(14);

        static CampaignRecipient Zoned(string name, string? zone) => new(
            $"{name}@example.com", TemplateVariables.From(new Dictionary<string, object?> { ["name"] = name, ["time_zone"] = zone }));
    }
}
