using System.Runtime.CompilerServices;
using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Infora.Communication.Templates;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Campaigns;

public sealed class CampaignAudienceTests
{
    [Fact]
    public async Task CreateAsync_SendsToTheAudience_WithoutThoseItCannotReach()
    {
        var list = new AudienceList { Addresses = ["ann@example.com", "bob@example.com", "ANN@example.com", "nobody"] };
        await using var host = Host(list);
        await host.StartAsync();
        var campaigns = host.Services.GetRequiredService<ICampaigns>();

        var created = await campaigns.CreateAsync(await DraftAsync(host, "everybody"));

        created.Outcome.Should().Be(CampaignOutcome.Done);
        await host.UntilAsync(async () => (await campaigns.FindAsync(MessageChannel.Email, created.Campaign!.Id))!.Campaign.Status is CampaignStatus.Completed);
        host.Providers.Emails.Select(sent => sent.Email.To.Address).Should().BeEquivalentTo("ann@example.com", "bob@example.com");
        list.Requests.Should().Equal(new CampaignAudienceRequest(created.Campaign!.Id, MessageChannel.Email, MessageCategory.Promotional));
        created.Campaign.Audience.Should().Be("Everybody");
    }

    [Fact]
    public async Task AnAudienceThatFails_LeavesADraft_ThatIsReadAgain()
    {
        var list = new AudienceList { Addresses = ["ann@example.com", "bob@example.com"], FailsAfter = 1 };
        await using var host = Host(list);
        var campaigns = host.Services.GetRequiredService<ICampaigns>();
        var draft = await DraftAsync(host, "Everybody");
        var created = await campaigns.CreateAsync(draft with { Start = false });
        await campaigns.Invoking(all => all.EstimateAsync(MessageChannel.Email, created.Campaign!.Id)).Should().ThrowAsync<IOException>();

        list.FailsAfter = null;
        var started = await campaigns.StartAsync(MessageChannel.Email, created.Campaign!.Id);

        started.Campaign!.Status.Should().Be(CampaignStatus.Running);
        (await campaigns.FindAsync(MessageChannel.Email, created.Campaign.Id))!.Total.Should().Be(2);
    }

    [Fact]
    public async Task AnEmptyAudience_IsNotStarted_AndItsDraftStays()
    {
        await using var host = Host(new AudienceList());
        var campaigns = host.Services.GetRequiredService<ICampaigns>();

        var created = await campaigns.CreateAsync(await DraftAsync(host, "Everybody"));

        created.Outcome.Should().Be(CampaignOutcome.NotAllowed);
        created.Reason.Should().Be("The campaign has no recipients.");
        (await campaigns.FindAsync(MessageChannel.Email, created.Campaign!.Id))!.Campaign.Status.Should().Be(CampaignStatus.Draft);
    }

    [Fact]
    public async Task Recipients_CannotBeAddedToAnAudience()
    {
        await using var host = Host(new AudienceList());
        var campaigns = host.Services.GetRequiredService<ICampaigns>();
        var created = await campaigns.CreateAsync(await DraftAsync(host, "Everybody") with { Start = false });
        var row = new CampaignRecipientRow(1, new CampaignRecipient("ann@example.com", TemplateVariables.Empty));

        var fill = await campaigns.AddRecipientsAsync(MessageChannel.Email, created.Campaign!.Id, new[] { row }.ToAsyncEnumerable());

        fill.Outcome.Should().Be(CampaignOutcome.NotAllowed);
        fill.Reason.Should().Contain("Everybody");
    }

    [Fact]
    public async Task AddRecipientsAsync_CountsWhatItAddsAndNamesTheRest()
    {
        await using var host = Host(new AudienceList());
        var campaigns = host.Services.GetRequiredService<ICampaigns>();
        var draft = await DraftAsync(host, "Everybody");
        var created = await campaigns.CreateAsync(draft with { Audience = null, Start = false });
        var rows = Enumerable.Range(1, 5_000)
            .Select(line => new CampaignRecipientRow(line, new CampaignRecipient(line % 10 is 0 ? "nobody" : $"r{line % 3_000}@example.com", TemplateVariables.Empty)))
            .Append(new CampaignRecipientRow(5_001, null, "It cannot be read."));

        var fill = await campaigns.AddRecipientsAsync(MessageChannel.Email, created.Campaign!.Id, rows.ToAsyncEnumerable());

        fill.Should().BeEquivalentTo(new { Outcome = CampaignOutcome.Done, Added = 2_700L, Duplicates = 1_800L, InvalidCount = 501L });
        fill.Invalid.Should().HaveCount(100);
        fill.Invalid[0].Line.Should().Be(10);
        fill.Invalid[0].Reason.Should().StartWith("email is not an email address");
    }

    [Fact]
    public async Task CreateAsync_NamesTheAudiencesThatThereAre()
    {
        await using var host = Host(new AudienceList());

        var created = await host.Services.GetRequiredService<ICampaigns>().CreateAsync(await DraftAsync(host, "nobody"));

        created.Errors.Should().ContainSingle().Which.Message.Should().Contain("'Everybody'");
    }

    private static ScriptedHost Host(AudienceList list) => new(builder =>
    {
        builder.AddScriptedEmail("First").AddCampaignAudience<ListedAudience>("Everybody");
        builder.Services.AddSingleton(list);
    });

    private static async Task<CampaignDraft> DraftAsync(ScriptedHost host, string audience)
    {
        var template = await host.Templates.AddAsync(
            new MessageTemplate { Channel = MessageChannel.Email, Name = "News", Type = TemplateType.Custom, Subject = "News", TextBody = "News" }, CancellationToken.None);
        return new CampaignDraft { Channel = MessageChannel.Email, Name = "News", TemplateId = template!.Id, Audience = audience };
    }

    private sealed class AudienceList
    {
        public IReadOnlyList<string> Addresses { get; init; } = [];

        public int? FailsAfter { get; set; }

        public List<CampaignAudienceRequest> Requests { get; } = [];
    }

    private sealed class ListedAudience(AudienceList list) : ICampaignAudience
    {
        public async IAsyncEnumerable<CampaignRecipient> ReadAsync(CampaignAudienceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            list.Requests.Add(request);
            foreach (var (i, address) in list.Addresses.Index())
            {
                if (i == list.FailsAfter)
                {
                    throw new IOException("The database is away.");
                }

                await Task.Yield();
                yield return new CampaignRecipient(address, TemplateVariables.Empty);
            }
        }
    }
}
