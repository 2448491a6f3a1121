using System.Text.Json;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Email.Providers.SendGrid;

/// <summary>The wire form of many mails: one personalization for each, with what differs as substitutions.</summary>
internal static class SendGridBatchMail
{
    /// <param name="batch">The batch.</param>
    /// <param name="members">The positions of those of its mails that go.</param>
    /// <param name="tokens">The tokens of the batch.</param>
    public static byte[] ToJson(EmailBatch batch, IReadOnlyList<int> members, SendGridTokens tokens) =>
        JsonBody.Write((batch, members, tokens), static (json, source) => Write(json, source.batch, source.members, source.tokens));

    private static void Write(Utf8JsonWriter json, EmailBatch batch, IReadOnlyList<int> members, SendGridTokens tokens)
    {
        var any = batch.Messages[members[0]];
        json.WriteStartObject();
        json.WriteStartArray("personalizations");
        foreach (var member in members)
        {
            WritePersonalization(json, batch.Messages[member], tokens.Of(member));
        }

        json.WriteEndArray();
        SendGridMail.WriteMailbox(json, "from", any.From);
        if (any.ReplyTo is { } replyTo)
        {
            SendGridMail.WriteMailbox(json, "reply_to", replyTo);
        }

        json.WriteString("subject", tokens.Subject);
        SendGridMail.WriteContent(json, tokens.TextBody, tokens.HtmlBody);
        SendGridMail.WriteCategories(json, any.Tags);
        json.WriteEndObject();
    }

    private static void WritePersonalization(Utf8JsonWriter json, OutgoingEmail mail, IEnumerable<(string Token, string Value)> own)
    {
        json.WriteStartObject();
        SendGridMail.WriteMailboxes(json, "to", [mail.To], named: null);
        SendGridMail.WriteHeaders(json, mail.Headers);
        json.WriteStartObject("substitutions");
        foreach (var (token, value) in own)
        {
            json.WriteString(token, value);
        }

        json.WriteEndObject();
        json.WriteStartObject("custom_args");
        json.WriteString("comm_id", mail.Id.ToString("D"));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
