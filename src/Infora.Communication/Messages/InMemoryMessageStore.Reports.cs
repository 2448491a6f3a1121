using Infora.Communication.Reports;
using Infora.Communication.Suppressions;

namespace Infora.Communication.Messages;

/// <content>What vendors' reports ask of it.</content>
internal sealed partial class InMemoryMessageStore
{
    /// <returns>The message that a report is about; null where none is found.</returns>
    internal Guid? FindReported(ReceivedReport received)
    {
        var report = received.Report;
        var person = received.RecipientKey;
        return Locked(messages =>
        {
            if (report.MessageId is { } id && messages.Find(id) is { } named && named.State.Channel == received.Channel)
            {
                return id;
            }

            var byVendor = report.ProviderMessageId is null ? [] : messages.All
                .Where(message => message.State.ProviderId == received.ProviderId && message.State.ProviderMessageId == report.ProviderMessageId).ToList();
            return byVendor is [var only] ? only.State.Id
                : byVendor.Find(message => KeyOf(message) == person)?.State.Id
                ?? (received.NamesOnlyThePerson && person is not null
                    ? messages.All.LastOrDefault(message => message.State.Channel == received.Channel && KeyOf(message) == person)?.State.Id
                    : null);
        });
    }

    internal ReportRuling ApplyReports(Guid? messageId, IReadOnlyList<ReceivedReport> reports, Func<ReportCase, ReportRuling> judge)
    {
        lock (_gate)
        {
            var message = messageId is { } id ? _messages.Find(id) : null;
            var ruling = judge(new ReportCase(message?.State, message is null ? null : KeyOf(message), message is null ? [] : [.. message.Events], reports));
            if (message is not null && ruling.Completion is { } completion)
            {
                Write(message, completion);
            }

            return ruling;
        }
    }

    private static string? KeyOf(InMemoryMessage message) =>
        message.Recipient is { } recipient ? RecipientKey.Of(message.State.Channel, recipient) : null;
}
