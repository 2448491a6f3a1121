namespace Infora.Communication.Email;

/// <summary>
/// Mails of one template that one request may carry: they have one sender, one address for answers and the same tags, no
/// attachments, no cc and bcc, and each goes to another address.
/// </summary>
public sealed class EmailBatch
{
    internal EmailBatch(IReadOnlyList<OutgoingEmail> messages, SharedText subject, SharedText? html, SharedText text) =>
        (Messages, Subject, HtmlBody, TextBody) = (messages, subject, html, text);

    /// <summary>The mails, each whole; their headers may differ.</summary>
    public IReadOnlyList<OutgoingEmail> Messages { get; }

    /// <summary>What the subjects have in common, and what differs.</summary>
    public SharedText Subject { get; }

    /// <summary>The same of the HTML bodies; null where the mails have none.</summary>
    public SharedText? HtmlBody { get; }

    /// <summary>The same of the text bodies.</summary>
    public SharedText TextBody { get; }
}
