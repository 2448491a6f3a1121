using Infora.Communication.Delivery;
using Infora.Communication.Messages;
using Infora.Communication.Providers;

namespace Infora.Communication.Email;

internal sealed class EmailHandover : IHandover
{
    public int MaxBatchSize(ConfiguredProvider provider) => (provider.Plugin as IEmailBatchProvider)?.MaxBatchSize ?? 1;

    /// <summary>The domain as DNS knows it: two spellings are one recipient to a vendor.</summary>
    public string RecipientKey(MessageContent content) =>
        MimeComposer.Mailbox(new EmailAddress(content.Recipient)).GetAddress(idnEncode: true);

    public object? BatchKey(MessageContent content) =>
        content is { Cc.Count: 0, Bcc.Count: 0, Attachments.Count: 0 }
            ? (content.ReplyTo, content.HtmlBody is null, string.Join('\n', content.Tags))
            : null;

    public Task<ProviderResult> SendAsync(ConfiguredProvider provider, RenderedMessage message, CancellationToken cancellationToken) =>
        provider.Email!.SendAsync(Outgoing(provider, message), cancellationToken);

    public Task<IReadOnlyList<ProviderResult>> SendBatchAsync(
        ConfiguredProvider provider, IReadOnlyList<RenderedMessage> batch, CancellationToken cancellationToken)
    {
        var mails = batch.Select(message => Outgoing(provider, message)).ToList();
        var html = mails[0].HtmlBody is not null
            ? SharedText.Of([.. mails.Select(mail => mail.HtmlBody!)], VariableOf(batch, "html_body"))
            : null;
        var shared = new EmailBatch(
            mails,
            SharedText.Of([.. mails.Select(mail => mail.Subject)], VariableOf(batch, "subject")),
            html,
            SharedText.Of([.. mails.Select(mail => mail.TextBody)], VariableOf(batch, "text_body")));
        return ((IEmailBatchProvider)provider.Plugin!).SendBatchAsync(shared, cancellationToken);
    }

    private static IReadOnlyList<IReadOnlyList<Range>?> VariableOf(IReadOnlyList<RenderedMessage> batch, string part) =>
        [.. batch.Select(message => message.Variable.GetValueOrDefault(part))];

    private static OutgoingEmail Outgoing(ConfiguredProvider provider, RenderedMessage message)
    {
        var options = (EmailProviderOptions)provider.Options!;
        var content = message.Content;
        return new OutgoingEmail
        {
            Id = message.Id,
            From = new EmailAddress(options.SenderEmail, options.SenderName),
            To = new EmailAddress(content.Recipient, content.RecipientName),
            Cc = content.Cc,
            Bcc = content.Bcc,
            ReplyTo = content.ReplyTo ?? (options.ReplyTo is { Length: > 0 } replyTo ? new EmailAddress(replyTo) : null),
            Subject = content.Subject ?? "",
            HtmlBody = content.HtmlBody,
            TextBody = content.TextBody ?? HtmlToText.Convert(content.HtmlBody ?? ""),
            Headers = content.Headers,
            Attachments = content.Attachments,
            Tags = content.Tags,
        };
    }
}
