using Infora.Communication.Delivery;
using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>Puts claimed messages together that their provider can take in one request; any other goes alone.</summary>
internal sealed class DispatchGroups(ProviderRouter router)
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

    /// <summary>Equal for messages of one template and one routing.</summary>
    private static object? KeyOf(MessageRecord message) => message.TemplateId is { } template
        ? (message.Channel, template, message.CampaignId, message.RequestedProviderId, message.AllowFallback, message.HandedTo)
        : null;

    private async Task<bool> TakesManyAsync(MessageRecord message, CancellationToken cancellationToken)
    {
        var plan = await router.PlanAsync(message, cancellationToken).ConfigureAwait(false);
        return plan.Candidates.FirstOrDefault(provider => provider.Fault is null && provider.Gate.Refusal is null) is { TakesBatches: true };
    }
}
