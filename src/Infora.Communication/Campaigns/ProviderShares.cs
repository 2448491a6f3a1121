using Infora.Communication.Delivery;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Sms;

namespace Infora.Communication.Campaigns;

/// <summary>
/// Divides messages among providers as sending would: each to the first of its candidates that has a place left, and where none
/// has, on the next day.
/// </summary>
internal sealed class ProviderShares
{
    /// <summary>The calendar has no days beyond.</summary>
    private const int LastYear = 9998;

    private readonly Dictionary<int, Share> _shares;
    private readonly double? _rate;
    private readonly CommunicationEnvironment _environment;
    private readonly DateTimeOffset _now;
    private readonly DateOnly _today;
    private DateOnly _day;
    private long _onDay;
    private double _seconds;

    /// <param name="providers">Those that can send.</param>
    /// <param name="usage">What they have sent.</param>
    /// <param name="rate">Messages a second of all together; null for any number.</param>
    /// <param name="environment">Has the time zone.</param>
    /// <param name="now">When the first message would leave.</param>
    public ProviderShares(
        IReadOnlyList<ConfiguredProvider> providers,
        IReadOnlyDictionary<int, ProviderState> usage,
        double? rate,
        CommunicationEnvironment environment,
        DateTimeOffset now)
    {
        (_rate, _environment, _now) = (rate, environment, now);
        _today = _day = environment.DayOf(now);
        var month = new DateOnly(_today.Year, _today.Month, 1);
        _shares = providers.ToDictionary(provider => provider.Id, provider => new Share(provider.Options)
        {
            Today = usage.GetValueOrDefault(provider.Id)?.TakenOn(_today) ?? 0,
            ThisMonth = usage.GetValueOrDefault(provider.Id)?.TakenIn(month) ?? 0,
        });
    }

    /// <summary>Those that were to take more than their limits leave.</summary>
    public IReadOnlyList<int> BeyondLimit => [.. _shares.Where(share => share.Value.IsBeyondLimit).Select(share => share.Key).Order()];

    /// <param name="candidates">The providers that the message is offered to, in this order; none where nobody could take it.</param>
    /// <param name="segments">Its segments; 0 for an email.</param>
    /// <param name="number">Whom it goes to; null for an email.</param>
    /// <param name="most">How many segments its provider takes.</param>
    /// <returns>False where it has more.</returns>
    public bool TryAdd(IReadOnlyList<ConfiguredProvider> candidates, int segments, string? number, out int most)
    {
        most = int.MaxValue;
        var share = Find(candidates);
        while (share is null && candidates.Count > 0)
        {
            share = GoToNextDay() ? Find(candidates) : _shares[candidates[0].Id];
        }

        if (share?.Options is SmsProviderOptions sms && segments > sms.MaxSegments)
        {
            most = sms.MaxSegments;
            return false;
        }

        _onDay++;
        share?.Take(segments, number);
        return true;
    }

    public (IReadOnlyList<ProviderEstimate> Providers, TimeSpan Duration) Result()
    {
        EndDay();
        return (
            [.. _shares.Where(share => share.Value.Messages > 0).OrderBy(share => share.Key).Select(share => share.Value.Result(share.Key))],
            TimeSpan.FromSeconds(Math.Min(Math.Ceiling(_seconds), int.MaxValue)));
    }

    /// <summary>Campaigns leave a part of a limit to others where nobody else could take those.</summary>
    private Share? Find(IReadOnlyList<ConfiguredProvider> candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var share = _shares[candidates[i].Id];
            if (share.HasPlace(i == candidates.Count - 1 ? ProviderOffering.LeftToOthers : 0))
            {
                return share;
            }

            share.IsBeyondLimit = true;
        }

        return null;
    }

    private bool GoToNextDay()
    {
        if (_day.Year >= LastYear)
        {
            return false;
        }

        EndDay();
        _day = _day.AddDays(1);
        foreach (var share in _shares.Values)
        {
            share.Today = 0;
            share.ThisMonth = _day.Day is 1 ? 0 : share.ThisMonth;
        }

        return true;
    }

    /// <summary>The part of a day takes as long as the slowest of the rates that it goes by, and begins with the day at the earliest.</summary>
    private void EndDay()
    {
        if (_onDay is 0)
        {
            return;
        }

        if (_day > _today)
        {
            _seconds = Math.Max(_seconds, (_environment.StartOf(_day) - _now).TotalSeconds);
        }

        _seconds += _shares.Values.Select(share => share.SecondsOfDay()).Append(_onDay / _rate ?? 0).Max();
        _onDay = 0;
    }

    /// <summary>What one provider takes.</summary>
    private sealed class Share(ProviderOptions? options)
    {
        private long _onDay;
        private long _segments;
        private Money? _cost;

        public ProviderOptions? Options => options;

        public long Messages { get; private set; }

        public long Today { get; set; }

        public long ThisMonth { get; set; }

        public bool IsBeyondLimit { get; set; }

        public bool HasPlace(double leaves) => HasPlace(options?.DailyLimit, Today, leaves) && HasPlace(options?.MonthlyLimit, ThisMonth, leaves);

        public void Take(int segments, string? number)
        {
            Messages++;
            Today++;
            ThisMonth++;
            _onDay++;
            _segments += segments;
            if ((options as SmsProviderOptions)?.CostOf(segments, number) is { } cost)
            {
                _cost = cost with { Amount = cost.Amount + (_cost?.Amount ?? 0) };
            }
        }

        public double SecondsOfDay()
        {
            var seconds = _onDay / options?.MessagesPerSecond ?? 0;
            _onDay = 0;
            return seconds;
        }

        public ProviderEstimate Result(int id) => new(id, Messages, _segments, _cost);

        private static bool HasPlace(int? limit, long taken, double leaves) => limit is not { } most || taken < most - (long)(most * leaves);
    }
}
