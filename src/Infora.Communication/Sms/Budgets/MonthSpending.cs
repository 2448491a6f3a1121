namespace Infora.Communication.Sms.Budgets;

/// <summary>What SMS cost in a month, as the counters say.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="ReadAt">When they were read.</param>
/// <param name="Counted">The cost by provider and currency.</param>
internal sealed record MonthSpending(DateOnly Month, DateTimeOffset ReadAt, IReadOnlyDictionary<(int ProviderId, string Currency), decimal> Counted)
{
    public static MonthSpending None { get; } = new(default, DateTimeOffset.MinValue, new Dictionary<(int ProviderId, string Currency), decimal>());
}
