using Infora.Communication.Messages;
using Infora.Communication.Suppressions;

namespace Infora.Communication.Reports;

/// <summary>What comes of a <see cref="ReportCase"/>, written in one transaction. Reports that are not kept are forgotten.</summary>
public sealed record ReportRuling
{
    /// <summary>What changes on the message, with its new events; null for nothing.</summary>
    public MessageCompletion? Completion { get; init; }

    /// <summary>Reports that stay, with the time of their next look.</summary>
    public IReadOnlyList<ReceivedReport> Kept { get; init; } = [];

    /// <summary>Recipients who are not to be written to any more.</summary>
    public IReadOnlyList<Suppression> Suppressed { get; init; } = [];

    /// <summary>Recipients who took it back: what they had declined themselves is forgotten.</summary>
    public IReadOnlyList<SuppressionKey> Lifted { get; init; } = [];
}
