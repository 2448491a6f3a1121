using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Templates;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Campaigns;

public sealed class CampaignTests
{
    [Fact]
    public async Task CreateAsync_SendsToEveryRecipientOnce_AndCompletes()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        await host.StartAsync();
        var campaigns = host.Services.GetRequiredService<ICampaigns>();
        var draft = await DraftAsync(host, Recipient("ann@example.com", "Ann"), Recipient("bob@example.com", "Bob"), Recipient("ANN@example.com", "Ann again"));

        var created = await campaigns.CreateAsync(draft);

        created.Outcome.Should().Be(CampaignOutcome.Done);
        await UntilAsync(host, created.Campaign!.Id, CampaignStatus.Completed);
        host.Providers.Emails.Select(sent => sent.Email.TextBody).Should().BeEquivalentTo("Ann: KES 5", "Bob: KES 5");
        var progress = (await campaigns.FindAsync(MessageChannel.Email, created.Campaign.Id))!;
        progress.Total.Should().Be(2);
        progress.Count(MessageStatus.Sent).Should().Be(2);
        progress.Progress.Should().Be(1);
        progress.Campaign.CompletedAt.Should().NotBeNull();
    }

    [Fact]
    public async Task ACampaign_CompletesWithFailures_WhenSomeRecipientsAreRefused()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        host.Providers.Script("First", call => call is 1
            ? ProviderResult.Rejected(new SendError(ErrorCode.InvalidRecipient, "no such user", Permanent: true))
            : ProviderResult.Sent("id"));
        await host.StartAsync();

        var created = await host.Services.GetRequiredService<ICampaigns>()
            .CreateAsync(await DraftAsync(host, Recipient("ann@example.com", "Ann"), Recipient("bob@example.com", "Bob")));

        await UntilAsync(host, created.Campaign!.Id, CampaignStatus.CompletedWithFailures);
    }

    [Fact]
    public async Task CreateAsync_StartsNothing_WhenVariablesAreMissing()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        var campaigns = host.Services.GetRequiredService<ICampaigns>();
        var draft = await DraftAsync(host, Recipient("ann@example.com", "Ann"), new CampaignRecipient("bob@example.com", TemplateVariables.Empty));

        var created = await campaigns.CreateAsync(draft);

        created.Outcome.Should().Be(CampaignOutcome.NotAllowed);
        created.Reason.Should().Contain("1 of 2 recipients (variables.name)");
        created.Errors.Should().ContainSingle().Which.Field.Should().Be("recipients[1].variables.name");
        (await campaigns.ListAsync(MessageChannel.Email, null, 100)).Should().BeEmpty();
    }

    [Fact]
    public async Task CreateAsync_NamesEveryWrongAddress()
    {
        await using var host = new ScriptedHost();
        var campaigns = host.Services.GetRequiredService<ICampaigns>();

        var created = await campaigns.CreateAsync(await DraftAsync(host, Recipient("ann", "Ann"), Recipient("bob@example.com", "Bob"), Recipient("", "")));

        created.Outcome.Should().Be(CampaignOutcome.Invalid);
        created.Errors.Select(error => error.Field).Should().Equal("recipients[0].email", "recipients[2].email");
    }

    [Fact]
    public async Task ADraft_WaitsUntilItIsStarted()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        await host.StartAsync();
        var campaigns = host.Services.GetRequiredService<ICampaigns>();
        var created = await campaigns.CreateAsync(await DraftAsync(host, Recipient("ann@example.com", "Ann")) with { Start = false });
        host.Time.Advance(TimeSpan.FromHours(1));
        created.Campaign!.Status.Should().Be(CampaignStatus.Draft);
        host.Providers.Emails.Should().BeEmpty();

        var started = await campaigns.StartAsync(MessageChannel.Email, created.Campaign.Id);
        var again = await campaigns.StartAsync(MessageChannel.Email, created.Campaign.Id);

        started.Campaign!.Status.Should().Be(CampaignStatus.Running);
        again.Outcome.Should().Be(CampaignOutcome.NotAllowed);
        await UntilAsync(host, created.Campaign.Id, CampaignStatus.Completed);
    }

    [Fact]
    public async Task AScheduledCampaign_StartsAtItsTime()
    {
        await using var host = new ScriptedHost(builder => builder.AddScriptedEmail("First"));
        await host.StartAsync();
        var at = host.Time.GetUtcNow() + TimeSpan.FromMinutes(3);
        var draft = await DraftAsync(host, Recipient("ann@example.com", "Ann")) with { ScheduledAt = at };

        var created = await host.Services.GetRequiredService<ICampaigns>().CreateAsync(draft);

        created.Campaign!.Status.Should().Be(CampaignStatus.Scheduled);
        await UntilAsync(host, created.Campaign.Id, CampaignStatus.Completed);
        var messages = await host.Messages.ListAsync(new MessageQuery { CampaignId = created.Campaign.Id }, CancellationToken.None);
        messages.Single().State.SentAt.Should().BeOnOrAfter(at);
    }

    private static CampaignRecipient Recipient(string address, string name) => new(address, TemplateVariables.From(new { name }));

    private static async Task<CampaignDraft> DraftAsync(ScriptedHost host, params CampaignRecipient[] recipients)
    {
        var template = await host.Templates.AddAsync(
            new MessageTemplate
            {
                Channel = MessageChannel.Email,
                Name = "Due",
                Type = TemplateType.Custom,
                Subject = "Due",
                TextBody = "{{ name }}: {{ amount }}",
            },
            CancellationToken.None);
        return new CampaignDraft
        {
            Channel = MessageChannel.Email,
            Name = "January",
            TemplateId = template!.Id,
            Variables = TemplateVariables.From(new { amount = "KES 5" }),
            Recipients = recipients,
        };
    }

    private static Task UntilAsync(ScriptedHost host, int id, CampaignStatus status) => host.UntilAsync(async () =>
        (await host.Services.GetRequiredService<ICampaigns>().FindAsync(MessageChannel.Email, id))!.Campaign.Status == status);
}
