using Infora.Communication.Campaigns;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Infora.Communication.Templates;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Campaigns;

/// <summary>The host is never started: nothing is sent.</summary>
public sealed class CampaignEstimateTests
{
    [Fact]
    public async Task AnEmail_HasNeitherSegmentsNorCost()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));

        var estimate = await EstimateAsync(host, MessageChannel.Email, "Dear {{ name }}", Names(3));

        estimate.Should().BeEquivalentTo(
            new { Recipients = 3L, MessagesWithMissingVariables = 0L, Segments = 0L, Ucs2 = 0L, HighestCost = (Money?)null, Duration = TimeSpan.Zero, Suppressed = 0L, MadeAt = host.Time.GetUtcNow() });
        estimate.Cost.Should().BeEmpty();
        estimate.ExceedsLimit.Should().BeEmpty();
        estimate.Providers.Should().ContainSingle().Which.Messages.Should().Be(3);
    }

    [Fact]
    public async Task MissingVariables_AreNamed_AndCostNothing()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First", sms => sms.CostPerSms = 1));

        var estimate = await EstimateAsync(
            host, MessageChannel.Sms, "{{ name }} {{ customer.city }}", [new { name = "Ann" }, new { customer = new { city = "Nakuru" } }, new { name = "Bob", customer = new { city = "Kisumu" } }]);

        estimate.MessagesWithMissingVariables.Should().Be(2);
        estimate.Missing.Should().Equal("variables.customer.city", "variables.name");
        estimate.Segments.Should().Be(1);
        estimate.Cost.Should().Equal(new Money(1, "USD"));
    }

    [Fact]
    public async Task ATextMessage_HasSegmentsAndCost_AndTheCharacterThatForcedUcs2()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First", Priced(0.80m)));
        var name = new string('x', 160);

        var estimate = await EstimateAsync(host, MessageChannel.Sms, "{{ name }}", [new { name = "Ann" }, new { name }, new { name = name + "y" }, new { name = "Zoë" }, new { name = "“Ann”" }]);

        estimate.Segments.Should().Be(1 + 1 + 2 + 1 + 1);
        estimate.Ucs2.Should().Be(2);
        estimate.Ucs2Character.Should().Be("ë");
        estimate.Cost.Should().Equal(new Money(4.80m, "KES"));
        estimate.HighestCost.Should().Be(new Money(1.60m, "KES"));
        estimate.Providers.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Messages = 5L, Segments = 6L, Cost = new Money(4.80m, "KES") });
    }

    [Fact]
    public async Task ATextMessage_IsCountedAsItIsSent()
    {
        await using var host = new ScriptedHost(
            builder => builder.AddScriptedSms("First"), new Dictionary<string, string?> { ["Communication:ReplaceTypography"] = "true" });

        var estimate = await EstimateAsync(host, MessageChannel.Sms, "{{ name }}", [new { name = "“Ann”" }]);

        estimate.Ucs2.Should().Be(0);
        estimate.Ucs2Character.Should().BeNull();
    }

    [Fact]
    public async Task ATextMessage_IsNotSendable_WhenItHasMoreSegmentsThanItsProviderTakes()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First", sms => sms.MaxSegments = 2));

        var estimate = await EstimateAsync(host, MessageChannel.Sms, "{{ name }}", [new { name = "Ann" }, new { name = new string('x', 400) }]);

        estimate.MessagesWithMissingVariables.Should().Be(1);
        estimate.Missing.Should().Equal("body: more than the 2 segments that the provider takes");
        estimate.Segments.Should().Be(1);
    }

    [Fact]
    public async Task WhatALimitLeaves_GoesToTheNextProvider()
    {
        await using var host = new ScriptedHost(builder => builder
            .AddScriptedSms("First", Priced(1, sms => sms.DailyLimit = 4))
            .AddScriptedSms("Second", Priced(3)));
        var (first, second) = (await IdAsync(host, "First"), await IdAsync(host, "Second"));
        await host.Sms.SendAsync(new SmsMessage { To = "+254712345678", Body = "Hello" });

        var estimate = await EstimateAsync(host, MessageChannel.Sms, "Hello", Names(10));

        estimate.Providers.Select(provider => (provider.ProviderId, provider.Messages)).Should().Equal((first, 3), (second, 7));
        estimate.Cost.Should().Equal(new Money(3 + 21, "KES"));
        estimate.ExceedsLimit.Should().Equal(first);
        estimate.Duration.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task TheHighestCost_IsThatOfTheDearestProviderThatMayTakeIt()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First", Priced(1)).AddScriptedSms("Second", Priced(3)));

        var estimate = await EstimateAsync(host, MessageChannel.Sms, "Hello", Names(2));

        estimate.Cost.Should().Equal(new Money(2, "KES"));
        estimate.HighestCost.Should().Be(new Money(3, "KES"));
    }

    [Fact]
    public async Task Currencies_AreNotAdded_AndTheBudgetSaysWhichOneCounts()
    {
        await using var host = new ScriptedHost(builder => builder
            .AddScriptedSms("First", Priced(1, sms => sms.DailyLimit = 1))
            .AddScriptedSms("Second", sms => sms.CostPerSms = 0.01m));

        var estimate = await EstimateAsync(host, MessageChannel.Sms, "Hello", Names(3), draft => draft with { Budget = new Money(100, "USD") });

        estimate.Cost.Should().Equal(new Money(1, "KES"), new Money(0.02m, "USD"));
        estimate.HighestCost.Should().Be(new Money(0.01m, "USD"));
    }

    /// <summary>Nobody else could take an urgent message, so that a campaign leaves a tenth of the limit: 9 a day, from 09:00 on.</summary>
    [Fact]
    public async Task DaysAreWaitedFor_WhenNoProviderIsLeft()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First", sms => sms.DailyLimit = 10));

        var estimate = await EstimateAsync(host, MessageChannel.Sms, "Hello", Names(25));

        estimate.Duration.Should().Be(TimeSpan.FromHours(15 + 24));
        estimate.ExceedsLimit.Should().HaveCount(1);
        estimate.Providers.Should().ContainSingle().Which.Messages.Should().Be(25);
    }

    /// <summary>22 November to 1 December at 00:00.</summary>
    [Fact]
    public async Task TheNextMonthIsWaitedFor_WhenTheLimitOfTheMonthIsUsedUp()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First", sms => sms.MonthlyLimit = 10));

        var estimate = await EstimateAsync(host, MessageChannel.Sms, "Hello", Names(10));

        estimate.Duration.Should().Be(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero) - host.Time.GetUtcNow());
    }

    [Theory]
    [InlineData(2d, null, 5)]
    [InlineData(null, 0.5, 20)]
    [InlineData(2d, 0.5, 20)]
    [InlineData(0.1, 0.5, 100)]
    public async Task TheSlowestRate_SaysHowLongItTakes(double? ofCampaign, double? ofProvider, int seconds)
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First", sms => sms.MessagesPerSecond = ofProvider));

        var estimate = await EstimateAsync(host, MessageChannel.Sms, "Hello", Names(10), draft => draft with { MessagesPerSecond = ofCampaign });

        estimate.Duration.Should().Be(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("round_robin", 100, 100)]
    [InlineData("least_cost", 0, 200)]
    [InlineData("failover", 200, 0)]
    public async Task Providers_TakeWhatTheStrategyGivesThem(string strategy, int first, int second)
    {
        await using var host = new ScriptedHost(
            builder => builder.AddScriptedSms("First", Priced(3)).AddScriptedSms("Second", Priced(1)),
            new Dictionary<string, string?> { ["Communication:Routing:Sms"] = strategy });

        var estimate = await EstimateAsync(host, MessageChannel.Sms, "Hello", Names(200));

        var byProvider = estimate.Providers.ToDictionary(provider => provider.ProviderId, provider => provider.Messages);
        byProvider.GetValueOrDefault(await IdAsync(host, "First")).Should().Be(first);
        byProvider.GetValueOrDefault(await IdAsync(host, "Second")).Should().Be(second);
    }

    [Fact]
    public async Task Weights_AreDrawnAsTheyAreWhenItIsSent()
    {
        await using var host = new ScriptedHost(
            builder => builder.AddScriptedSms("First").AddScriptedSms("Second", sms => sms.Weight = 3),
            new Dictionary<string, string?> { ["Communication:Routing:Sms"] = "weighted" });
        await host.StartAsync();
        var campaigns = host.Services.GetRequiredService<ICampaigns>();
        var draft = await DraftAsync(host, MessageChannel.Sms, "Hello", Names(60));
        var created = await campaigns.CreateAsync(draft with { Start = false });
        var estimate = (await campaigns.EstimateAsync(MessageChannel.Sms, created.Campaign!.Id)).Campaign!.Estimate!;

        await campaigns.StartAsync(MessageChannel.Sms, created.Campaign.Id);
        await host.UntilAsync(async () => (await campaigns.FindAsync(MessageChannel.Sms, created.Campaign.Id))!.Campaign.Status is CampaignStatus.Completed);

        var sent = await host.Messages.ListAsync(new Messages.MessageQuery { CampaignId = created.Campaign.Id, Limit = 100 }, CancellationToken.None);
        estimate.Providers.Select(provider => (provider.ProviderId, provider.Messages)).Should().BeEquivalentTo(
            sent.GroupBy(message => message.State.ProviderId!.Value).Select(group => (group.Key, (long)group.Count())));
    }

    [Fact]
    public async Task ThePlan_IsOfTheProviderThatWasAskedFor()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First", Priced(1)).AddScriptedSms("Second", Priced(3)));
        var second = await IdAsync(host, "Second");

        var estimate = await EstimateAsync(host, MessageChannel.Sms, "Hello", Names(2), draft => draft with { ProviderId = second });

        estimate.Cost.Should().Equal(new Money(6, "KES"));
        estimate.Providers.Select(provider => provider.ProviderId).Should().Equal(second);
    }

    [Fact]
    public async Task NoProvider_IsNoFault()
    {
        await using var host = new ScriptedHost();

        var estimate = await EstimateAsync(host, MessageChannel.Sms, "Hello", Names(2));

        estimate.Segments.Should().Be(2);
        estimate.Providers.Should().BeEmpty();
        estimate.Cost.Should().BeEmpty();
    }

    [Fact]
    public async Task ATemplateThatIsNotActiveAnyMore_KeepsACampaignFromStarting()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First"));
        var campaigns = host.Services.GetRequiredService<ICampaigns>();
        var draft = await DraftAsync(host, MessageChannel.Sms, "Hello", Names(2));
        var created = await campaigns.CreateAsync(draft with { Start = false, AllowPartial = true });
        var template = (await host.Templates.FindAsync(MessageChannel.Sms, draft.TemplateId, CancellationToken.None))!;
        await host.Templates.UpdateAsync(template with { IsActive = false }, CancellationToken.None);

        var started = await campaigns.StartAsync(MessageChannel.Sms, created.Campaign!.Id);

        started.Outcome.Should().Be(CampaignOutcome.NotAllowed);
        started.Reason.Should().Be("Nobody would get a message (template_id: the template 'Estimated' is not active).");
    }

    [Fact]
    public async Task TheTemplate_IsReadOnce()
    {
        var templates = new CountedTemplates(new InMemoryTemplateStore(TimeProvider.System));
        await using var host = new ScriptedHost(builder => builder.AddScriptedSms("First").Services.AddSingleton<ITemplateStore>(templates));
        var campaigns = host.Services.GetRequiredService<ICampaigns>();
        var created = await campaigns.CreateAsync(await DraftAsync(host, MessageChannel.Sms, "{{ name }}", Names(50)) with { Start = false });
        var before = templates.Reads;

        await campaigns.EstimateAsync(MessageChannel.Sms, created.Campaign!.Id);

        (templates.Reads - before).Should().Be(1);
    }

    [Fact]
    public async Task ACampaignThatIsOver_HasNothingToEstimate()
    {
        await using var host = new ScriptedHost();
        var campaigns = host.Services.GetRequiredService<ICampaigns>();
        var created = await campaigns.CreateAsync(await DraftAsync(host, MessageChannel.Sms, "Hello", Names(2)) with { Start = false });
        await campaigns.CancelAsync(MessageChannel.Sms, created.Campaign!.Id);

        var estimated = await campaigns.EstimateAsync(MessageChannel.Sms, created.Campaign.Id);

        estimated.Outcome.Should().Be(CampaignOutcome.NotAllowed);
        (await campaigns.EstimateAsync(MessageChannel.Email, created.Campaign.Id)).Outcome.Should().Be(CampaignOutcome.NotFound);
    }

    private static Action<ScriptedSmsOptions> Priced(decimal cost, Action<ScriptedSmsOptions>? configure = null) => sms =>
    {
        (sms.CostPerSms, sms.Currency) = (cost, "KES");
        configure?.Invoke(sms);
    };

    private static object[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => new { name = $"R{i}" })];

    private static async Task<int> IdAsync(ScriptedHost host, string name) =>
        (await host.Catalogue.ListAsync(MessageChannel.Sms)).Single(provider => provider.Name == name).Id;

    private static async Task<CampaignEstimate> EstimateAsync(
        ScriptedHost host, MessageChannel channel, string text, object[] variables, Func<CampaignDraft, CampaignDraft>? change = null)
    {
        var campaigns = host.Services.GetRequiredService<ICampaigns>();
        var draft = await DraftAsync(host, channel, text, variables);
        var created = await campaigns.CreateAsync((change?.Invoke(draft) ?? draft) with { Start = false });
        created.Outcome.Should().Be(CampaignOutcome.Done);

        var estimated = await campaigns.EstimateAsync(channel, created.Campaign!.Id);

        estimated.Outcome.Should().Be(CampaignOutcome.Done);
        return estimated.Campaign!.Estimate!;
    }

    private static async Task<CampaignDraft> DraftAsync(ScriptedHost host, MessageChannel channel, string text, object[] variables)
    {
        var template = await host.Templates.AddAsync(
            new MessageTemplate { Channel = channel, Name = "Estimated", Type = TemplateType.Custom, Subject = channel is MessageChannel.Email ? "Hello" : null, TextBody = text },
            CancellationToken.None);
        return new CampaignDraft
        {
            Channel = channel,
            Name = "Estimated",
            TemplateId = template!.Id,
            Recipients =
            [
                .. variables.Select((one, i) => new CampaignRecipient(
                    channel is MessageChannel.Email ? $"r{i}@example.com" : $"+2547123{i:00000}", TemplateVariables.From(one))),
            ],
        };
    }

    private sealed class CountedTemplates(ITemplateStore inner) : ITemplateStore
    {
        public int Reads { get; private set; }

        public Task<MessageTemplate?> FindAsync(MessageChannel channel, int id, CancellationToken cancellationToken)
        {
            Reads++;
            return inner.FindAsync(channel, id, cancellationToken);
        }

        public Task<IReadOnlyList<MessageTemplate>> ListAsync(MessageChannel channel, int afterId, int limit, CancellationToken cancellationToken) =>
            inner.ListAsync(channel, afterId, limit, cancellationToken);

        public Task<MessageTemplate?> FindByNameAsync(MessageChannel channel, string name, CancellationToken cancellationToken) =>
            inner.FindByNameAsync(channel, name, cancellationToken);

        public Task<IReadOnlyList<MessageTemplate>> FindByTypeAsync(MessageChannel channel, TemplateType type, CancellationToken cancellationToken) =>
            inner.FindByTypeAsync(channel, type, cancellationToken);

        public Task<MessageTemplate?> AddAsync(MessageTemplate template, CancellationToken cancellationToken) => inner.AddAsync(template, cancellationToken);

        public Task<StoreResult<MessageTemplate>> UpdateAsync(MessageTemplate template, CancellationToken cancellationToken) =>
            inner.UpdateAsync(template, cancellationToken);

        public Task<StoreResult<MessageTemplate>> DeleteAsync(MessageChannel channel, int id, long? expectedVersion, CancellationToken cancellationToken) =>
            inner.DeleteAsync(channel, id, expectedVersion, cancellationToken);
    }
}
