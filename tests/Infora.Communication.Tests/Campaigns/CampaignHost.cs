using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Infora.Communication.Templates;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Tests.Campaigns;

/// <summary>A host that sends campaigns of one small template.</summary>
internal sealed class CampaignHost(
    Action<CommunicationBuilder> build, IReadOnlyDictionary<string, string?>? settings = null, DateTimeOffset? now = null) : IAsyncDisposable
{
    public ScriptedHost Host { get; } = new(build, settings, now: now);

    public ICampaigns Campaigns => Host.Services.GetRequiredService<ICampaigns>();

    public async Task<int> CreateAsync(int recipients, Func<CampaignDraft, CampaignDraft>? change = null, MessageChannel channel = MessageChannel.Email)
    {
        var result = await TryCreateAsync(recipients, change, channel);
        result.Outcome.Should().Be(CampaignOutcome.Done, result.Reason);
        return result.Campaign!.Id;
    }

    public async Task<CampaignResult> TryCreateAsync(int recipients, Func<CampaignDraft, CampaignDraft>? change = null, MessageChannel channel = MessageChannel.Email)
    {
        var draft = new CampaignDraft
        {
            Channel = channel,
            Name = "January",
            TemplateId = await TemplateAsync(channel),
            Recipients = [.. Enumerable.Range(0, recipients).Select(index => Recipient(index, channel))],
        };
        return await Campaigns.CreateAsync(change is null ? draft : change(draft));
    }

    public static CampaignRecipient Recipient(int index, MessageChannel channel = MessageChannel.Email) => new(
        channel is MessageChannel.Email ? $"r{index}@example.com" : $"+2547{12000000 + index}",
        TemplateVariables.From(new Dictionary<string, object?> { ["name"] = $"R{index}" }));

    public async Task<CampaignProgress> FindAsync(int id, MessageChannel channel = MessageChannel.Email) => (await Campaigns.FindAsync(channel, id))!;

    public Task UntilAsync(int id, CampaignStatus status, MessageChannel channel = MessageChannel.Email) =>
        Host.UntilAsync(async () => (await FindAsync(id, channel)).Campaign.Status == status);

    public async Task<IReadOnlyList<MessageRecord>> MessagesAsync(int id) =>
        [.. (await Host.Messages.ListAsync(new MessageQuery { CampaignId = id, Limit = 5_000 }, CancellationToken.None)).Select(message => message.State)];

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    private async Task<int> TemplateAsync(MessageChannel channel)
    {
        var found = await Host.Templates.FindByNameAsync(channel, "Due", CancellationToken.None);
        var added = found ?? await Host.Templates.AddAsync(
            new MessageTemplate
            {
                Channel = channel,
                Name = "Due",
                Type = TemplateType.Custom,
                Subject = channel is MessageChannel.Email ? "Due" : null,
                TextBody = "Dear {{ name }}",
            },
            CancellationToken.None);
        return added!.Id;
    }
}
