using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Reports;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Budgets;

namespace Infora.Communication.Delivery;

/// <summary>
/// Offers recorded messages to their providers in turn, until one takes them, refuses them, or may have taken them. A
/// message that may have been taken is never offered to another.
/// </summary>
internal sealed class MessageDelivery(ProviderRouter router, ProviderCatalogue catalogue, MessageRendering rendering, ProviderOffering offering, MonthlyBudgets budgets, WebhookAddresses addresses)
{
    /// <summary>How often routes are planned anew for providers that were changed meanwhile; after that the message waits.</summary>
    private const int MostPlans = 3;

    private readonly EmailHandover _email = new();
    private readonly SmsHandover _sms = new(addresses);

    /// <param name="messages">Messages of one channel, for which the same providers come into question.</param>
    /// <param name="waiting">Stops before the messages are handed over: they are released.</param>
    /// <param name="sending">Stops the attempt while it is made, whose outcome is uncertain then.</param>
    /// <returns>The outcome of each, in their order.</returns>
    public async Task<IReadOnlyList<DeliveryOutcome>> DeliverAsync(
        IReadOnlyList<StoredMessage> messages, CancellationToken waiting, CancellationToken sending)
    {
        IHandover handover = messages[0].State.Channel is MessageChannel.Email ? _email : _sms;
        var offers = new List<MessageOffer>(messages.Count);
        foreach (var message in messages)
        {
            offers.Add(await PrepareAsync(message, waiting).ConfigureAwait(false));
        }

        for (var plans = 0; plans < MostPlans && offers.Exists(offer => offer.IsOpen); plans++)
        {
            var plan = await router.PlanAsync(messages[0].State, messages[0].Content?.Recipient, waiting).ConfigureAwait(false);
            await FollowAsync(plan, handover, offers.FindAll(offer => offer.IsOpen), waiting, sending).ConfigureAwait(false);
            if (!offers.Exists(offer => offer.IsOpen && offer.IsStale))
            {
                break;
            }

            catalogue.Forget();
        }

        return offers.ConvertAll(offer => offer.Outcome);
    }

    private async Task FollowAsync(
        RoutePlan plan, IHandover handover, List<MessageOffer> offers, CancellationToken waiting, CancellationToken sending)
    {
        // Before any is asked: one that fails this very message is not asked for it again.
        var least = LeastBad(plan);
        offers.ForEach(offer => offer.Follow(plan));
        for (var i = 0; i < plan.Candidates.Count; i++)
        {
            var provider = plan.Candidates[i];
            var open = offers.FindAll(offer => offer.IsOpen);
            if (open.Count is 0 || Skip(provider, open) || await SkipForMoneyAsync(provider, open, waiting).ConfigureAwait(false))
            {
                continue;
            }

            await offering.OfferAsync(handover, provider, open, IsLastResort(plan, i), isProbe: false, waiting, sending).ConfigureAwait(false);
        }

        if (least is not null && offers.Find(offer => offer.IsOpen) is { } probing && least.Gate.TryProbe())
        {
            await offering.OfferAsync(handover, least, [probing], isLastResort: true, isProbe: true, waiting, sending).ConfigureAwait(false);
        }
    }

    private static bool Skip(ConfiguredProvider provider, List<MessageOffer> offers)
    {
        var refusal = provider.Gate.Refusal;
        if ((provider.Fault ?? refusal?.Error) is not { } why)
        {
            return false;
        }

        offers.ForEach(offer => offer.Skip(provider, why, refusal?.RetryAfter));
        return true;
    }

    private async Task<bool> SkipForMoneyAsync(ConfiguredProvider provider, List<MessageOffer> offers, CancellationToken cancellationToken)
    {
        if (await budgets.FindUsedUpAsync(provider, cancellationToken).ConfigureAwait(false) is not var (error, wait))
        {
            return false;
        }

        offers.ForEach(offer => offer.Skip(provider, error, wait));
        return true;
    }

    /// <summary>Whether nobody after it could take what finds no place with it.</summary>
    private static bool IsLastResort(RoutePlan plan, int position) =>
        plan.Candidates.Skip(position + 1).All(provider => (provider.Fault ?? provider.Gate.Refusal?.Error) is not null);

    /// <summary>Where the circuits of all are open: the one that is nearest to be asked again.</summary>
    private static ConfiguredProvider? LeastBad(RoutePlan plan) =>
        plan.Candidates.Count > 0 && plan.Candidates.All(provider => provider.Fault is not null || provider.Gate.Position is CircuitPosition.Open)
            ? plan.Candidates.Where(provider => provider.Fault is null).MinBy(provider => provider.Gate.OpenFor)
            : null;

    private async Task<MessageOffer> PrepareAsync(StoredMessage message, CancellationToken cancellationToken)
    {
        var state = message.State;
        if (message.Content is null)
        {
            return new MessageOffer(state, null, Refused("The content of the message is past its retention and was deleted."));
        }

        var (rendered, error) = await rendering.RenderAsync(message, cancellationToken).ConfigureAwait(false);
        return new MessageOffer(state, rendered, rendered is null ? Refused(error!) : NoProvider(state));
    }

    private static DeliveryOutcome Refused(string why) => new()
    {
        Status = SendStatus.Rejected,
        Error = new SendError(ErrorCode.InvalidContent, why, Permanent: true),
    };

    private static DeliveryOutcome NoProvider(MessageRecord state) => new()
    {
        Status = SendStatus.Unavailable,
        Error = new SendError(
            ErrorCode.NoProvider,
            state.HandedTo is { } pinned ? $"Provider {pinned}, which may have taken it before, is not active."
            : state.RequestedProviderId is { } id && !state.AllowFallback ? $"Provider {id} is not active."
            : $"No active {state.Channel.InWords()} provider is configured.",
            Permanent: false)
        {
            Hint = "Configure one in code, under Communication:EmailProviders or Communication:SmsProviders, or through the API.",
        },
    };
}
