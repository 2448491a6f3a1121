using System.Text.Json.Serialization;

namespace Infora.Communication.Reports;

/// <summary>What a vendor reports of a message, in one language for all vendors.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ReportKind>))]
public enum ReportKind
{
    /// <summary>A word that says nothing about the message, or that is not known; it is kept and changes nothing.</summary>
    Unknown,

    /// <summary>The vendor has it and has not passed it on.</summary>
    Queued,

    /// <summary>The vendor passed it on.</summary>
    Sent,

    /// <summary>The recipient's side put it off; the vendor tries again.</summary>
    Deferred,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It came back for good, since the address does not exist or takes no mail: the address is suppressed.</summary>
    BouncedHard,

    /// <summary>It came back and is not tried again, for a reason that may pass, such as a full mailbox or a block.</summary>
    BouncedSoft,

    /// <summary>The vendor, an operator or the network gave it up.</summary>
    Failed,

    /// <summary>The recipient marked it as spam.</summary>
    Complained,

    /// <summary>It was opened.</summary>
    Opened,

    /// <summary>A link in it was followed.</summary>
    Clicked,

    /// <summary>The recipient declined further messages at the vendor.</summary>
    Unsubscribed,

    /// <summary>The recipient took that back at the vendor.</summary>
    Resubscribed,

    /// <summary>The recipient answered by SMS, with <see cref="DeliveryReport.Reply"/>.</summary>
    Replied,
}
