using System.Runtime.CompilerServices;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;

namespace Infora.Communication.Delivery;

/// <summary>Takes turns at a provider's rate, which holds for all processes; for many messages at once, whoever sends them.</summary>
internal sealed class ProviderTurns(ISendingStateStore store, TimeProvider time)
{
    private readonly ConditionalWeakTable<ProviderGate, GroupCommit<TurnCall, TimeSpan>> _byGate = [];

    /// <returns>How long to wait for the turn; null where there is no rate.</returns>
    public async Task<TimeSpan?> TakeAsync(ConfiguredProvider provider, int messages, TimeSpan longestWait) =>
        provider.Options?.MessagesPerSecond is { } rate
            ? await _byGate.GetValue(provider.Gate, _ => new(most: 256, calls => store.TakeTurnsAsync(
                $"provider/{provider.Id}", rate, calls, time.GetUtcNow(), CancellationToken.None)))
                .AddAsync(new TurnCall(messages, longestWait)).ConfigureAwait(false)
            : null;
}
