using Infora.Communication.Messages;

namespace Infora.Communication.Email;

/// <summary>Turns a mail as an application gives it into one that can be stored: validated and rendered.</summary>
internal sealed class EmailAcceptance(MessageAcceptance acceptance)
{
    public async Task<Acceptance> AcceptAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        var errors = new List<FieldError>();
        var addresses = EmailMessageValidator.ReadAddresses(message, errors);
        errors.AddRange(EmailMessageValidator.Check(message));
        var parts = await acceptance.AcceptAsync(MessageChannel.Email, message, addresses.To?.Address, errors, cancellationToken).ConfigureAwait(false);
        if (errors.Count > 0)
        {
            return Acceptance.Refused(errors);
        }

        var content = new MessageContent
        {
            Recipient = addresses.To!.Address,
            RecipientName = addresses.To.Name,
            Subject = parts.Rendered is { } rendered ? rendered.Subject : message.Subject,
            HtmlBody = parts.Rendered is not null ? parts.Rendered.HtmlBody : message.HtmlBody,
            TextBody = parts.Rendered is not null ? parts.Rendered.TextBody : message.TextBody,
            Cc = addresses.Cc,
            Bcc = addresses.Bcc,
            ReplyTo = addresses.ReplyTo,
            Headers = message.Headers,
            Attachments = message.Attachments,
            Tags = message.Tags,
            Metadata = message.Metadata,
        };
        return Acceptance.Accepted(acceptance.NewRecord(MessageChannel.Email, message, parts), content);
    }
}
