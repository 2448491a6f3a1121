using Infora.Communication.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>Reads the content that belongs to messages, in a query for all of them: joined, a body would come once for each attachment.</summary>
internal static class MessageContents
{
    public static async Task<IReadOnlyList<StoredMessage>> WithContentAsync(
        this IReadOnlyList<MessageEntity> rows, DbContext context, CancellationToken cancellationToken)
    {
        if (rows.Count is 0)
        {
            return [];
        }

        var ids = rows.Select(row => row.Id).ToList();
        var contents = await context.Set<MessageContentEntity>().AsNoTracking()
            .Where(content => ids.Contains(content.MessageId))
            .ToDictionaryAsync(content => content.MessageId, cancellationToken).ConfigureAwait(false);
        var attachments = await AttachmentsAsync(context, contents.Values, cancellationToken).ConfigureAwait(false);
        return Join(rows, contents, attachments.ToLookup(attachment => attachment.MessageId));
    }

    /// <summary>Without bodies and attachments.</summary>
    public static async Task<IReadOnlyList<StoredMessage>> WithContentForListAsync(
        this IReadOnlyList<MessageEntity> rows, DbContext context, CancellationToken cancellationToken)
    {
        if (rows.Count is 0)
        {
            return [];
        }

        var ids = rows.Select(row => row.Id).ToList();
        var contents = await context.Set<MessageContentEntity>().AsNoTracking()
            .Where(content => ids.Contains(content.MessageId))
            .Select(content => new MessageContentEntity
            {
                MessageId = content.MessageId,
                Recipient = content.Recipient,
                RecipientName = content.RecipientName,
                Subject = content.Subject,
                Variables = content.Variables,
                Cc = content.Cc,
                Bcc = content.Bcc,
                ReplyTo = content.ReplyTo,
                ReplyToName = content.ReplyToName,
                Headers = content.Headers,
                Tags = content.Tags,
                Metadata = content.Metadata,
            })
            .ToDictionaryAsync(content => content.MessageId, cancellationToken).ConfigureAwait(false);
        return Join(rows, contents, Enumerable.Empty<MessageAttachmentEntity>().ToLookup(attachment => attachment.MessageId));
    }

    private static async Task<IReadOnlyList<MessageAttachmentEntity>> AttachmentsAsync(
        DbContext context, IEnumerable<MessageContentEntity> contents, CancellationToken cancellationToken)
    {
        var ids = contents.Where(content => content.AttachmentCount is not 0).Select(content => content.MessageId).ToList();
        return ids.Count is 0
            ? []
            : await context.Set<MessageAttachmentEntity>().AsNoTracking()
                .Where(attachment => ids.Contains(attachment.MessageId))
                .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    private static IReadOnlyList<StoredMessage> Join(
        IEnumerable<MessageEntity> rows,
        Dictionary<Guid, MessageContentEntity> contents,
        ILookup<Guid, MessageAttachmentEntity> attachments) =>
    [
        .. rows.Select(row => new StoredMessage(
            row.ToRecord(), contents.GetValueOrDefault(row.Id)?.ToRecord(attachments[row.Id]))),
    ];
}
