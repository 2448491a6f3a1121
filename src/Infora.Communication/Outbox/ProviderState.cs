namespace Infora.Communication.Outbox;

/// <summary>Where a provider stands for all processes.</summary>
/// <param name="ProviderId">The provider.</param>
public sealed record ProviderState(int ProviderId)
{
    /// <summary>The day that <see cref="Today"/> counts, in the configured time zone.</summary>
    public DateOnly Day { get; init; }

    /// <summary>How many places of that day are taken: messages that it took, or is being handed.</summary>
    public long Today { get; init; }

    /// <summary>The first day of the month that <see cref="ThisMonth"/> counts.</summary>
    public DateOnly Month { get; init; }

    /// <summary>How many places of that month are taken.</summary>
    public long ThisMonth { get; init; }

    /// <summary>When it opens again; null or past where it is open.</summary>
    public DateTimeOffset? ClosedUntil { get; init; }

    /// <summary>The version of its configuration that was closed: a changed provider is open.</summary>
    public long ClosedVersion { get; init; }

    /// <summary>What closed it.</summary>
    public SendError? ClosedBy { get; init; }

    /// <summary>How many places are taken on a day.</summary>
    /// <param name="day">The day.</param>
    public long TakenOn(DateOnly day) => Day == day ? Today : 0;

    /// <summary>How many places are taken in a month.</summary>
    /// <param name="month">Its first day.</param>
    public long TakenIn(DateOnly month) => Month == month ? ThisMonth : 0;

    /// <summary>Whether it is closed to messages that are sent with a version of its configuration.</summary>
    /// <param name="version">The version.</param>
    /// <param name="now">The time.</param>
    public bool IsClosed(long version, DateTimeOffset now) => ClosedUntil > now && ClosedVersion == version;

    /// <summary>The same with places taken, or given back where the number is negative; of another day or month than the stored one nothing is given back.</summary>
    /// <param name="day">The day.</param>
    /// <param name="places">How many.</param>
    public ProviderState Take(DateOnly day, int places)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        var state = this;
        if (places > 0 || Day == day)
        {
            state = state with { Day = day, Today = Math.Max(0, TakenOn(day) + places) };
        }

        return places > 0 || Month == month
            ? state with { Month = month, ThisMonth = Math.Max(0, TakenIn(month) + places) }
            : state;
    }
}
