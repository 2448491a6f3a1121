using Infora.Communication.Messages;

namespace Infora.Communication.Reports;

/// <summary>
/// Which of two reported states counts, in whatever order they come. An SMS that arrived after all was not lost; a mail that
/// was taken by the recipient's server and came back from behind it did not arrive.
/// </summary>
internal static class ReportRank
{
    public static int Of(MessageChannel channel, MessageStatus status) => status switch
    {
        MessageStatus.Sent => 1,
        MessageStatus.Failed => 2,
        MessageStatus.Bounced => channel is MessageChannel.Email ? 4 : 3,
        MessageStatus.Delivered => channel is MessageChannel.Email ? 3 : 4,
        _ => 0,
    };

    /// <summary>The state that a report proves; null for one that says nothing of the way.</summary>
    public static MessageStatus? Proves(ReportKind kind) => kind switch
    {
        ReportKind.Queued or ReportKind.Sent or ReportKind.Deferred => MessageStatus.Sent,
        ReportKind.Failed => MessageStatus.Failed,
        ReportKind.BouncedHard or ReportKind.BouncedSoft => MessageStatus.Bounced,

        // Who opens it, follows a link in it or complains about it has got it, whether or not the vendor says so first.
        ReportKind.Delivered or ReportKind.Opened or ReportKind.Clicked or ReportKind.Complained => MessageStatus.Delivered,
        _ => null,
    };
}
