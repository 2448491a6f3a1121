using Infora.Communication.Campaigns;
using Infora.Communication.Delivery;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Providers;

namespace Infora.Communication.Outbox;

/// <summary>Puts claimed messages together that their provider can take in one request; any other goes alone.</summary>
internal sealed class DispatchGroups(ProviderRouter router, ProviderCatalogue catalogue)
{
    public async Task<IReadOnlyList<IReadOnlyList<StoredMessage>>> DivideAsync(
        IReadOnlyList<StoredMessage> claimed, CancellationToken cancellationToken)
    {
        var groups = new List<IReadOnlyList<StoredMessage>>();
        foreach (var alike in claimed.GroupBy(message => KeyOf(message.State)))
        {
            var members = alike.ToList();
            if (alike.Key is not null && members.Count > 1 && await TakesManyAsync(members[0].State, cancellationToken).ConfigureAwait(false))
            {
                groups.Add(members);
            }
            else
            {
                groups.AddRange(members.Select(member => new[] { member }));
            }
        }

        return groups;
    }

    /// <summary>
    /// How many messages of a campaign are one request to the provider that takes them now: 1 where they go one by one. Text
    /// messages go together only where their texts are the same, which shows when they are rendered.
    /// </summary>
    public async Task<(int Size, double? Rate)> BatchOfAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var (active, _) = await catalogue.GetChannelAsync(campaign.Channel, cancellationToken).ConfigureAwait(false);
        var first = active.FirstOrDefault(provider => (campaign.ProviderId is null || provider.Id == campaign.ProviderId) && IsOpen(provider));
        var size = (first?.Plugin as IEmailBatchProvider)?.MaxBatchSize ?? 1;
        return (size, first?.Options?.MessagesPerSecond);
    }

    private static bool IsOpen(ConfiguredProvider provider) => provider.Fault is null && provider.Gate.Refusal is null;

    /// <summary>Equal for messages of one template and one routing.</summary>
    private static object? KeyOf(MessageRecord message) => message.TemplateId is { } template
        ? (message.Channel, template, message.CampaignId, message.Priority, message.RequestedProviderId, message.AllowFallback, message.HandedTo)
        : null;

    private async Task<bool> TakesManyAsync(MessageRecord message, CancellationToken cancellationToken)
    {
        var plan = await router.PlanAsync(message, recipient: null, cancellationToken).ConfigureAwait(false);
        return plan.Candidates.FirstOrDefault(IsOpen) is { TakesBatches: true };
    }
}
