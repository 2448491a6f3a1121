namespace Infora.Communication.EntityFramework.Messages;

/// <summary>What a message says and to whom, in a row of its own so that it can be deleted before the message's state.</summary>
internal sealed class MessageContentEntity
{
    public Guid MessageId { get; set; }

    public string Recipient { get; set; } = "";

    /// <summary>The recipient as messages are searched by it: in lower case.</summary>
    public string RecipientKey { get; set; } = "";

    public string? RecipientName { get; set; }

    public string? Subject { get; set; }

    public string? HtmlBody { get; set; }

    public string? TextBody { get; set; }

    /// <summary>A JSON object, or null.</summary>
    public string? Variables { get; set; }

    /// <summary>A JSON array, or null.</summary>
    public string? Cc { get; set; }

    /// <summary>A JSON array, or null.</summary>
    public string? Bcc { get; set; }

    public string? ReplyTo { get; set; }

    public string? ReplyToName { get; set; }

    /// <summary>A JSON object, or null.</summary>
    public string? Headers { get; set; }

    /// <summary>A JSON array, or null.</summary>
    public string? Tags { get; set; }

    /// <summary>A JSON object, or null.</summary>
    public string? Metadata { get; set; }

    /// <summary>How many attachments there are, so that those of messages without any are not looked for; null in rows of an earlier version.</summary>
    public int? AttachmentCount { get; set; }

    public List<MessageAttachmentEntity> Attachments { get; set; } = [];

    public static string Key(string recipient) => recipient.ToLowerInvariant();
}
