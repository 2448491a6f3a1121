namespace Infora.Communication.Outbox;

/// <summary>Which messages may leave. Those that are neither granted, lost nor held back were refused.</summary>
public sealed record Admission
{
    /// <summary>These may be handed over, and have taken their places under the limits.</summary>
    public required IReadOnlySet<Guid> Granted { get; init; }

    /// <summary>These are the caller's no longer: another process took them over, or they were cancelled.</summary>
    public IReadOnlySet<Guid> Lost { get; init; } = new HashSet<Guid>();

    /// <summary>These wait, since their campaign was paused or cancelled after they were claimed.</summary>
    public IReadOnlySet<Guid> HeldBack { get; init; } = new HashSet<Guid>();

    /// <summary>Why the others were refused; null where none was.</summary>
    public AdmissionRefusal? Refusal { get; init; }

    /// <summary>When the provider opens again, where it is closed.</summary>
    public DateTimeOffset? ClosedUntil { get; init; }

    /// <summary>What closed the provider.</summary>
    public SendError? ClosedBy { get; init; }

    /// <summary>How many places of the day are taken now.</summary>
    public long Today { get; init; }

    /// <summary>How many places of the month are taken now.</summary>
    public long ThisMonth { get; init; }
}

/// <summary>Why messages may not leave through a provider.</summary>
public enum AdmissionRefusal
{
    /// <summary>All sending is switched off.</summary>
    Paused,

    /// <summary>The provider was changed, deactivated or deleted since the caller read it.</summary>
    ProviderChanged,

    /// <summary>The provider asked to be left alone for a while.</summary>
    ProviderClosed,

    /// <summary>The provider's limit of the day is used up.</summary>
    DailyLimit,

    /// <summary>The provider's limit of the month is used up.</summary>
    MonthlyLimit,
}
