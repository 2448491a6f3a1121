using Infora.Communication.Providers;
using Infora.Communication.Sms;

namespace Infora.Communication.Campaigns;

/// <summary>Adds up what the messages of a campaign would come to; holds sums only, however many they are.</summary>
internal sealed class EstimateTally(Campaign campaign, ProviderShares shares)
{
    private const int MostMissing = 20;

    private readonly HashSet<string> _missing = [];
    private readonly Dictionary<string, decimal> _highestCost = [];
    private long _recipients;
    private long _suppressed;
    private long _withMissing;
    private long _segments;
    private long _ucs2;
    private string? _ucs2Character;

    /// <summary>One who is not written to.</summary>
    public void AddSuppressed()
    {
        _recipients++;
        _suppressed++;
    }

    /// <param name="segments">The length of a text message that can be rendered.</param>
    /// <param name="errors">Why it cannot be.</param>
    /// <param name="candidates">The providers that it would be offered to, in their order.</param>
    /// <param name="number">Whom it goes to.</param>
    public void Add(SmsSegments? segments, string? number, IReadOnlyList<FieldError> errors, IReadOnlyList<ConfiguredProvider> candidates)
    {
        _recipients++;
        if (errors.Count > 0)
        {
            Miss(errors.Select(Describe));
        }
        else if (!shares.TryAdd(candidates, segments?.Segments ?? 0, number, out var most))
        {
            Miss([$"body: more than the {most} segments that the provider takes"]);
        }
        else if (segments is not null)
        {
            Count(segments, number, candidates);
        }
    }

    public CampaignEstimate Result(DateTimeOffset now)
    {
        var (providers, duration) = shares.Result();
        return new CampaignEstimate
        {
            Recipients = _recipients,
            MessagesWithMissingVariables = _withMissing,
            Missing = [.. _missing.Order(StringComparer.Ordinal)],
            Suppressed = _suppressed,
            Segments = _segments,
            Ucs2 = _ucs2,
            Ucs2Character = _ucs2Character,
            Cost =
            [
                .. providers.Where(provider => provider.Cost is not null).GroupBy(provider => provider.Cost!.Value.Currency)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new Money(group.Sum(provider => provider.Cost!.Value.Amount), group.Key)),
            ],
            Providers = providers,
            HighestCost = HighestCost(),
            Duration = duration,
            ExceedsLimit = shares.BeyondLimit,
            MadeAt = now,
        };
    }

    private void Miss(IEnumerable<string> what)
    {
        _withMissing++;
        foreach (var one in what)
        {
            if (_missing.Count < MostMissing)
            {
                _missing.Add(one);
            }
        }
    }

    private void Count(SmsSegments segments, string? number, IReadOnlyList<ConfiguredProvider> candidates)
    {
        _segments += segments.Segments;
        if (segments.Encoding is SmsEncoding.Ucs2)
        {
            _ucs2++;
            _ucs2Character ??= segments.ForcedUcs2By;
        }

        foreach (var provider in candidates)
        {
            if ((provider.Options as SmsProviderOptions)?.CostOf(segments.Segments, number) is { } cost)
            {
                _highestCost[cost.Currency] = Math.Max(cost.Amount, _highestCost.GetValueOrDefault(cost.Currency));
            }
        }
    }

    private Money? HighestCost() =>
        campaign.Budget is { } budget && _highestCost.TryGetValue(budget.Currency, out var inBudget) ? new Money(inBudget, budget.Currency)
        : _highestCost.OrderBy(cost => cost.Key, StringComparer.Ordinal).Select(cost => (Money?)new Money(cost.Value, cost.Key)).FirstOrDefault();

    private static string Describe(FieldError error) =>
        error.Field.StartsWith("variables.", StringComparison.Ordinal) ? error.Field : $"{error.Field}: {error.Message}";
}
