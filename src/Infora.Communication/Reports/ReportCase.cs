using Infora.Communication.Messages;

namespace Infora.Communication.Reports;

/// <summary>Reports that are due of one message, with what is known of it while nobody else changes it.</summary>
/// <param name="Message">The message; null where none was found.</param>
/// <param name="Recipient">The message's recipient as suppressions have them; null where it is not kept any more.</param>
/// <param name="Known">What vendors reported of the message before.</param>
/// <param name="Reports">The reports in the order of their receipt.</param>
public sealed record ReportCase(
    MessageRecord? Message, string? Recipient, IReadOnlyList<MessageEvent> Known, IReadOnlyList<ReceivedReport> Reports);
