using Infora.Communication.Suppressions;

namespace Infora.Communication.Reports;

/// <summary>A vendor's report as it is kept until it is written to its message.</summary>
/// <param name="Channel">The channel of the provider that it came for.</param>
/// <param name="ProviderId">The provider that it came for.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Report">What it says.</param>
public sealed record ReceivedReport(MessageChannel Channel, int ProviderId, DateTimeOffset ReceivedAt, DeliveryReport Report)
{
    /// <summary>The id, in the order of receipt; 0 until it is stored.</summary>
    public long Id { get; init; }

    /// <summary>When its message is looked for next; null once it is not looked for any more, since it was never found.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The recipient that it names, as suppressions have them; null for none, and for one that is no address or number.</summary>
    public string? RecipientKey { get; } =
        Suppressions.RecipientKey.TryRead(Channel, Report.Recipient, defaultRegion: null, out var key, out _) ? key : null;

    /// <summary>Whether it is of what a person did without a message being named; it belongs to the newest one to them then.</summary>
    public bool NamesOnlyThePerson => Report is
    {
        MessageId: null,
        ProviderMessageId: null,
        Kind: ReportKind.Replied or ReportKind.Unsubscribed or ReportKind.Resubscribed or ReportKind.Complained,
    };
}
