using Infora.Communication.Messages;

namespace Infora.Communication.Reports;

/// <summary>Folds the reports of an SMS' parts into one state.</summary>
internal static class ReportedParts
{
    /// <summary>When the last of the parts arrived that did.</summary>
    public static DateTimeOffset LastDelivered(IReadOnlyList<MessageEvent> known) =>
        known.Where(happened => happened.Type == "delivered").Max(happened => happened.OccurredAt);

    /// <param name="known">What is known of the message, the events of its parts among it: each under the id of its part.</param>
    /// <param name="parts">How many parts it has.</param>
    public static MessageStatus Fold(IReadOnlyList<MessageEvent> known, int parts)
    {
        var delivered = PartsOf("delivered");
        var lost = PartsOf("failed").Concat(PartsOf("bounced")).Except(delivered);
        return delivered.Count >= parts ? MessageStatus.Delivered
            : lost.Any() ? MessageStatus.Failed
            : MessageStatus.Sent;

        HashSet<string> PartsOf(string type) =>
            [.. known.Where(happened => happened.Type == type && happened.ProviderEventId is not null).Select(happened => happened.ProviderEventId!)];
    }
}
