using Infora.Communication.Providers.Http.Custom;
using Infora.Communication.Suppressions;

namespace Infora.Communication.Email.Providers.Http;

/// <summary>What a request may leave out; a mail that has it cannot go through such a gateway.</summary>
internal static class HttpEmailParts
{
    private static readonly (Func<OutgoingEmail, bool> Has, string Part, string Variable)[] All =
    [
        (static mail => mail.Cc.Count > 0, "a cc", "message.cc"),
        (static mail => mail.Bcc.Count > 0, "a bcc", "message.bcc"),
        (static mail => mail.ReplyTo is not null, "a reply-to address", "message.reply_to"),
        (static mail => mail.Attachments.Count > 0, "attachments", "message.attachments"),
        (static mail => mail.Attachments.Count > 0 && mail.Attachments.Any(file => file.ContentId is not null), "an inline image", ".content_id"),
        // Promotional mail gets its unsubscribe headers from us: a gateway that knows none still takes the mail.
        (static mail => mail.Headers.Keys.Any(name => !PromotionalMail.IsOfUnsubscribing(name)), "headers of its own", "message.headers"),
    ];

    /// <summary>The first thing that the mail has and the request leaves out, with the variable that carries it; null where there is none.</summary>
    public static (string Part, string Variable)? NotCarried(OutgoingEmail mail, RequestTemplate request)
    {
        foreach (var (has, part, variable) in All)
        {
            if (has(mail) && !request.Reads(variable))
            {
                return (part, variable);
            }
        }

        return null;
    }
}
