namespace Infora.Communication.Alerts;

/// <summary>Something about sending that a person should know. The same cause is told once a day at most.</summary>
public sealed record Alert
{
    /// <summary>The id; 0 until it is stored.</summary>
    public long Id { get; init; }

    /// <summary>What kind of thing happened.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>How urgent it is.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>What happened and what to do, for a person; without any secret or recipient.</summary>
    public required string Message { get; init; }

    /// <summary>The provider that it is about.</summary>
    public int? ProviderId { get; init; }

    /// <summary>The campaign that it is about.</summary>
    public int? CampaignId { get; init; }

    /// <summary>What caused it, in a form that is the same whenever the same thing happens, such as <c>circuit_opened/7</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>The day on which it was raised, in the configured time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>When it was raised.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When its cause was gone; null while it lasts, or where that is not known.</summary>
    public DateTimeOffset? ClearedAt { get; init; }
}
