namespace Infora.Communication.Campaigns;

/// <summary>What a campaign would do, found by rendering it for every recipient.</summary>
public sealed record CampaignEstimate
{
    /// <summary>How many recipients there are.</summary>
    public required long Recipients { get; init; }

    /// <summary>For how many of them the template misses variables, or cannot be sent: they would get nothing, and cost nothing.</summary>
    public required long MessagesWithMissingVariables { get; init; }

    /// <summary>The variables that are missing for somebody, as <c>variables.name</c>, or what else is wrong; the first 20.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>How many recipients would be passed over, since they are on the suppression list.</summary>
    public long Suppressed { get; init; }

    /// <summary>All SMS segments; 0 for email.</summary>
    public required long Segments { get; init; }

    /// <summary>How many messages need UCS-2, which holds 70 characters a segment instead of 160.</summary>
    public long Ucs2 { get; init; }

    /// <summary>The first character that made a message need UCS-2; null where none does.</summary>
    public string? Ucs2Character { get; init; }

    /// <summary>What it would cost, by currency, along the providers that would take it. Empty where no provider has a cost.</summary>
    public required IReadOnlyList<Money> Cost { get; init; }

    /// <summary>The same for each provider that would take a part.</summary>
    public IReadOnlyList<ProviderEstimate> Providers { get; init; } = [];

    /// <summary>
    /// The most that a single message would cost, whichever of its providers takes it, in the currency of the budget where there
    /// is one; null where no provider has a cost.
    /// </summary>
    public Money? HighestCost { get; init; }

    /// <summary>
    /// How long it would take at the rates of the campaign and its providers, with the days that their limits make it wait; zero
    /// where neither is set.
    /// </summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The providers that would be given more than their limit of the day or month leaves; others take it, or it waits.</summary>
    public required IReadOnlyList<int> ExceedsLimit { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>What one provider would take of a campaign.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="Messages">How many messages.</param>
/// <param name="Segments">How many SMS segments; 0 for email.</param>
/// <param name="Cost">What they would cost; null where the provider has no cost.</param>
public sealed record ProviderEstimate(int ProviderId, long Messages, long Segments, Money? Cost);
