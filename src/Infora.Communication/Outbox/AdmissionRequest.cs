using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>Messages that are about to be handed to a provider.</summary>
public sealed record AdmissionRequest
{
    /// <summary>The provider's channel.</summary>
    public required MessageChannel Channel { get; init; }

    /// <summary>The provider.</summary>
    public required int ProviderId { get; init; }

    /// <summary>The version of its configuration that the caller would send with.</summary>
    public required long ProviderVersion { get; init; }

    /// <summary>The messages, the most urgent first.</summary>
    public required IReadOnlyList<AdmissionCandidate> Messages { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Today in the configured time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>How many messages the provider may take a day; null for any number.</summary>
    public int? DailyLimit { get; init; }

    /// <summary>How many messages the provider may take a calendar month; null for any number.</summary>
    public int? MonthlyLimit { get; init; }

    /// <summary>The first day of the month.</summary>
    public DateOnly Month => new(Day.Year, Day.Month, 1);

    /// <summary>Which of the given messages find a place under the limits.</summary>
    /// <param name="messages">Messages of the request that may go.</param>
    /// <param name="today">How many places of the day are taken.</param>
    /// <param name="thisMonth">How many places of the month are taken.</param>
    public IReadOnlyList<AdmissionCandidate> Fit(IReadOnlyCollection<AdmissionCandidate> messages, long today, long thisMonth)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var fitting = new List<AdmissionCandidate>(messages.Count);
        foreach (var message in messages)
        {
            if (HasPlace(DailyLimit, today + fitting.Count, message.LeavesShare) && HasPlace(MonthlyLimit, thisMonth + fitting.Count, message.LeavesShare))
            {
                fitting.Add(message);
            }
        }

        return fitting;
    }

    /// <summary>How many places of a limit may be taken for all messages of the request to find one, in their order.</summary>
    /// <param name="limit"><see cref="DailyLimit"/> or <see cref="MonthlyLimit"/>.</param>
    /// <returns>Below zero where they never do; null for any number.</returns>
    public long? MostTakenBefore(int? limit) =>
        limit is { } most ? Messages.Select((message, position) => most - (long)(most * message.LeavesShare) - position - 1).DefaultIfEmpty(most).Min() : null;

    /// <summary>Which limit stands in the way of one more message.</summary>
    /// <param name="thisMonth">How many places of the month are taken.</param>
    public AdmissionRefusal RefusalBeyond(long thisMonth) =>
        MonthlyLimit <= thisMonth ? AdmissionRefusal.MonthlyLimit : DailyLimit is null ? AdmissionRefusal.MonthlyLimit : AdmissionRefusal.DailyLimit;

    private static bool HasPlace(int? limit, long taken, double leaves) => limit is not { } most || taken < most - (long)(most * leaves);
}

/// <summary>One message that is about to be handed over.</summary>
/// <param name="Id">The message.</param>
/// <param name="Claim">The claim that the caller holds.</param>
public sealed record AdmissionCandidate(Guid Id, int Claim)
{
    /// <summary>Its correlation key, by which it may have been cancelled.</summary>
    public string? CorrelationKey { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>The provider that may have taken it at an earlier try: where it is cancelled now, it stays uncertain.</summary>
    public int? HandedTo { get; init; }

    /// <summary>The share of each limit that it leaves to more urgent ones.</summary>
    /// <value>0 to below 1.</value>
    public double LeavesShare { get; init; }
}
