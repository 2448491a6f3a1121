using System.Buffers.Binary;
using System.Security.Cryptography;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Delivery;

/// <summary>Which providers a message is offered to, and in which order: as the strategy of its channel says.</summary>
internal sealed class ProviderRouter(ProviderCatalogue catalogue, IOptionsMonitor<CommunicationOptions> options)
{
    private int _turn;

    /// <param name="message">The message.</param>
    /// <param name="recipient">Whom it goes to: prices differ from country to country. Null where that is not known.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<RoutePlan> PlanAsync(MessageRecord message, string? recipient, CancellationToken cancellationToken)
    {
        var (active, inactive) = await catalogue.GetChannelAsync(message.Channel, cancellationToken).ConfigureAwait(false);
        return Plan(message, recipient, active, inactive);
    }

    /// <summary>The plan with the providers as they were read before.</summary>
    public RoutePlan Plan(
        MessageRecord message, string? recipient, IReadOnlyList<ConfiguredProvider> active, IReadOnlyList<ProviderRecord> inactive)
    {
        if (message.HandedTo is { } pinned)
        {
            return new RoutePlan([.. active.Where(provider => provider.Id == pinned)], PassedOver(inactive.Where(provider => provider.Id == pinned)));
        }

        if (message.RequestedProviderId is { } requested && !message.AllowFallback)
        {
            return new RoutePlan([.. active.Where(provider => provider.Id == requested)], PassedOver(inactive.Where(provider => provider.Id == requested)));
        }

        var ordered = Order(message, recipient, active);
        return new RoutePlan(
            message.RequestedProviderId is { } first ? [.. ordered.OrderByDescending(provider => provider.Id == first)] : ordered,
            PassedOver(inactive));
    }

    private static IReadOnlyList<RoutingDecision> PassedOver(IEnumerable<ProviderRecord> inactive) =>
        [.. inactive.Select(provider => new RoutingDecision(provider.Id, RoutingChoice.Skipped, "It is not active."))];

    private IReadOnlyList<ConfiguredProvider> Order(MessageRecord message, string? recipient, IReadOnlyList<ConfiguredProvider> active)
    {
        if (active.Count < 2)
        {
            return active;
        }

        var routing = options.CurrentValue.Routing;
        return (message.Channel is MessageChannel.Email ? routing.Email : routing.Sms) switch
        {
            RoutingStrategy.RoundRobin => InTurn(active),
            RoutingStrategy.Weighted => [.. active.OrderByDescending(provider => Lot(message.Id, provider))],
            RoutingStrategy.LeastCost => [.. active.OrderBy(provider => CostOf(provider, active[0], recipient))],
            _ => active,
        };
    }

    private IReadOnlyList<ConfiguredProvider> InTurn(IReadOnlyList<ConfiguredProvider> active)
    {
        // In the order of their ids, so that a change of the default does not give one two turns.
        var ordered = active.OrderBy(provider => provider.Id).ToList();
        var first = (int)((uint)Interlocked.Increment(ref _turn) % (uint)ordered.Count);
        return [.. ordered[first..], .. ordered[..first]];
    }

    /// <summary>
    /// A weighted draw without replacement (Efraimidis and Spirakis 2006): the highest lot is the first with a probability
    /// that follows the weight. Drawn from the message's id, so that a message keeps its order from try to try.
    /// </summary>
    private static double Lot(Guid message, ConfiguredProvider provider)
    {
        Span<byte> bytes = stackalloc byte[20];
        message.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], provider.Id);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        var uniform = ((BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) + 1) / (double)(1L << 53);
        return Math.Pow(uniform, 1.0 / (provider.Options?.Weight ?? 1));
    }

    private static decimal CostOf(ConfiguredProvider provider, ConfiguredProvider standard, string? recipient) =>
        provider.Options is not SmsProviderOptions sms ? 0
        : sms.SegmentCost(recipient) is { } cost && (standard.Options as SmsProviderOptions)?.Currency == sms.Currency ? cost
        : decimal.MaxValue;
}
