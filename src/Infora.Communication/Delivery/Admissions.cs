using System.Runtime.CompilerServices;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;

namespace Infora.Communication.Delivery;

/// <summary>Asks for admission to a provider for many messages at once, whoever sends them.</summary>
internal sealed class Admissions(IOutboxStore store, CommunicationEnvironment environment, TimeProvider time)
{
    private readonly ConditionalWeakTable<ProviderGate, GroupCommit<IReadOnlyList<AdmissionCandidate>, Admission>> _byGate = [];

    /// <summary>Today in the configured time zone.</summary>
    public DateOnly Today => environment.DayOf(time.GetUtcNow());

    public Task<Admission> AdmitAsync(ConfiguredProvider provider, IReadOnlyList<AdmissionCandidate> messages) =>
        _byGate.GetValue(provider.Gate, _ => new(most: 256, calls => AdmitAsync(provider, calls))).AddAsync(messages);

    /// <summary>How long a provider stays closed after a refusal; null where it is not known.</summary>
    public TimeSpan? WaitOf(Admission admission)
    {
        var now = time.GetUtcNow();
        var today = environment.DayOf(now);
        return admission.Refusal switch
        {
            AdmissionRefusal.ProviderClosed => admission.ClosedUntil - now,
            AdmissionRefusal.DailyLimit => environment.StartOf(today.AddDays(1)) - now,
            AdmissionRefusal.MonthlyLimit => environment.StartOf(new DateOnly(today.Year, today.Month, 1).AddMonths(1)) - now,
            _ => null,
        };
    }

    /// <summary>The time from now to the end of the day in the configured time zone.</summary>
    public TimeSpan RestOfDay()
    {
        var now = time.GetUtcNow();
        return environment.StartOf(environment.DayOf(now).AddDays(1)) - now;
    }

    private async Task<IReadOnlyList<Admission>> AdmitAsync(ConfiguredProvider provider, IReadOnlyList<IReadOnlyList<AdmissionCandidate>> calls)
    {
        var now = time.GetUtcNow();

        // A process that stood still may have claimed a message anew while its older claim is still under way.
        var current = calls.SelectMany(call => call).GroupBy(message => message.Id)
            .ToDictionary(group => group.Key, group => group.MaxBy(message => message.Claim)!);
        var request = new AdmissionRequest
        {
            Channel = provider.Record.Channel,
            ProviderId = provider.Id,
            ProviderVersion = provider.Record.Version,
            Messages = [.. current.Values.OrderBy(message => message.LeavesShare)],
            Now = now,
            Day = environment.DayOf(now),
            DailyLimit = provider.Options?.DailyLimit,
            MonthlyLimit = provider.Options?.MonthlyLimit,
        };
        var admission = await store.AdmitAsync(request, CancellationToken.None).ConfigureAwait(false);
        return [.. calls.Select(call => WithoutStale(admission, call, current))];
    }

    private static Admission WithoutStale(
        Admission admission, IReadOnlyList<AdmissionCandidate> call, Dictionary<Guid, AdmissionCandidate> current)
    {
        var stale = call.Where(message => message.Claim < current[message.Id].Claim).Select(message => message.Id).ToHashSet();
        return stale.Count is 0 ? admission : admission with
        {
            Granted = admission.Granted.Except(stale).ToHashSet(),
            HeldBack = admission.HeldBack.Except(stale).ToHashSet(),
            Lost = admission.Lost.Union(stale).ToHashSet(),
        };
    }
}
