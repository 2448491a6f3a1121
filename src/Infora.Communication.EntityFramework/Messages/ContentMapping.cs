using System.Text.Json.Nodes;
using Infora.Communication.Email;
using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.Messages;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>Between a message's content and its rows.</summary>
internal static class ContentMapping
{
    public static MessageContentEntity ToEntity(this MessageContent content, Guid messageId) => new()
    {
        MessageId = messageId,
        Recipient = content.Recipient,
        RecipientKey = MessageContentEntity.Key(content.Recipient),
        RecipientName = content.RecipientName,
        Subject = content.Subject,
        HtmlBody = content.HtmlBody,
        TextBody = content.TextBody,
        Variables = content.Variables?.ToJsonString(),
        Cc = JsonText.Write(content.Cc),
        Bcc = JsonText.Write(content.Bcc),
        ReplyTo = content.ReplyTo?.Address,
        ReplyToName = content.ReplyTo?.Name,
        Headers = JsonText.Write(content.Headers),
        Tags = JsonText.Write(content.Tags),
        Metadata = JsonText.Write(content.Metadata),
        AttachmentCount = content.Attachments.Count,
        Attachments =
        [
            .. content.Attachments.Select((attachment, position) => new MessageAttachmentEntity
            {
                MessageId = messageId,
                Position = position,
                FileName = attachment.FileName,
                ContentType = attachment.ContentType,
                ContentId = attachment.ContentId,
                Content = attachment.Content.ToArray(),
            }),
        ],
    };

    public static MessageContent ToRecord(this MessageContentEntity row, IEnumerable<MessageAttachmentEntity> attachments) => new()
    {
        Recipient = row.Recipient,
        RecipientName = row.RecipientName,
        Subject = row.Subject,
        HtmlBody = row.HtmlBody,
        TextBody = row.TextBody,
        Variables = row.Variables is null ? null : JsonNode.Parse(row.Variables)!.AsObject(),
        Cc = JsonText.ReadList<EmailAddress>(row.Cc),
        Bcc = JsonText.ReadList<EmailAddress>(row.Bcc),
        ReplyTo = row.ReplyTo is null ? null : new EmailAddress(row.ReplyTo, row.ReplyToName),
        Headers = JsonText.ReadMap(row.Headers),
        Tags = JsonText.ReadList<string>(row.Tags),
        Metadata = JsonText.ReadMap(row.Metadata),
        Attachments =
        [
            .. attachments.OrderBy(attachment => attachment.Position).Select(attachment => new EmailAttachment(
                attachment.FileName, attachment.Content, attachment.ContentType, attachment.ContentId)),
        ],
    };
}
