using System.Text.Json.Serialization;

namespace Infora.Communication.Alerts;

/// <summary>What an alert is about.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<AlertKind>))]
public enum AlertKind
{
    /// <summary>Four fifths of a provider's limit are used.</summary>
    LimitNear,

    /// <summary>A provider's limit is used up.</summary>
    LimitReached,

    /// <summary>A provider failed repeatedly and is not asked for a while.</summary>
    CircuitOpened,

    /// <summary>Messages go out through another provider while the first choice fails.</summary>
    FallbackInUse,

    /// <summary>All messages of a batch failed.</summary>
    BatchFailed,

    /// <summary>A provider's account has little or no money left.</summary>
    LowBalance,

    /// <summary>Messages were found in a state that no step leads on from, or counted otherwise than the counters say.</summary>
    CountersOutOfStep,

    /// <summary>Four fifths of a month's budget are spent.</summary>
    BudgetNear,

    /// <summary>A month's budget is spent.</summary>
    BudgetReached,

    /// <summary>A campaign paused by itself, and waits for a person.</summary>
    CampaignPaused,
}
