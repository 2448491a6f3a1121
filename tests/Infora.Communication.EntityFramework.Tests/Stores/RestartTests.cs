using Infora.Communication.Campaigns;
using Infora.Communication.EntityFramework.Tests.Databases;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Templates;
using Infora.Communication.TestSupport.Stores;

namespace Infora.Communication.EntityFramework.Tests.Stores;

public sealed class RestartTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task EverythingIsThere_AfterTheHostStartsAgain(string kind)
    {
        using var database = await TestDatabase.CreateAsync(kind);
        var message = SampleMessages.Full(Now);
        await using (var host = await EntityFrameworkHost.StartAsync(database, TimeProvider.System))
        {
            var stores = host.Stores();
            await stores.Messages.AddAsync(message, CancellationToken.None);
            await stores.Outbox.CompleteAsync(
                [new MessageCompletion(message.State, [new MessageAttempt(1, 1, Now, TimeSpan.Zero, SendStatus.Sent, null)], [new MessageEvent("sent", Now)])],
                CancellationToken.None);
            await stores.Providers.AddAsync(
                new ProviderRecord { Channel = MessageChannel.Sms, Name = "A", Service = "twilio", Secrets = new Dictionary<string, string> { ["auth_token"] = "t" } },
                CancellationToken.None);
            await stores.Templates.AddAsync(
                new MessageTemplate { Channel = MessageChannel.Sms, Name = "T", Type = TemplateType.Welcome, TextBody = "Hi" }, CancellationToken.None);
            await stores.Campaigns.AddAsync(
                new Campaign { Channel = MessageChannel.Sms, Name = "C", TemplateId = 1, Status = CampaignStatus.Running }, [SampleMessages.Queued(Now)], CancellationToken.None);
        }

        await using var restarted = await EntityFrameworkHost.StartAsync(database, TimeProvider.System);
        var again = restarted.Stores();

        (await again.Messages.FindAsync(message.State.Id, CancellationToken.None))!.State.Should().BeEquivalentTo(message.State);
        (await again.Messages.GetHistoryAsync(message.State.Id, CancellationToken.None)).Attempts.Should().ContainSingle();
        (await again.Providers.FindAsync(MessageChannel.Sms, 1, CancellationToken.None))!.Secrets["auth_token"].Should().Be("t");
        (await again.Templates.FindByNameAsync(MessageChannel.Sms, "T", CancellationToken.None))!.TextBody.Should().Be("Hi");
        (await again.Campaigns.FindAsync(MessageChannel.Sms, 1, CancellationToken.None))!.Name.Should().Be("C");
        (await again.Campaigns.ClaimAsync(
            new CampaignClaim { CampaignId = 1, Limit = 5, Now = Now, LeaseUntil = Now }, CancellationToken.None)).Should().ContainSingle();
    }
}
