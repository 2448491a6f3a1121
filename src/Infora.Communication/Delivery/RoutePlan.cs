using Infora.Communication.Messages;
using Infora.Communication.Providers;

namespace Infora.Communication.Delivery;

/// <summary>The providers that a message is offered to, in this order, and those that were passed over before.</summary>
internal sealed record RoutePlan(IReadOnlyList<ConfiguredProvider> Candidates, IReadOnlyList<RoutingDecision> PassedOver);
