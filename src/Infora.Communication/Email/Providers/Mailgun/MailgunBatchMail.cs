using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Infora.Communication.Email.Providers.Mailgun;

/// <summary>
/// Many mails as one form: with recipient variables Mailgun makes a copy for each recipient, who sees no other address
/// (https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/batch-sending).
/// </summary>
internal sealed class MailgunBatchMail(EmailBatch batch)
{
    /// <summary>What starts a place for a recipient's own text; a mail that says it cannot be in a batch.</summary>
    private const string Mark = "%recipient";

    private const string Id = "comm_id";

    /// <summary>The headers whose values are not the same in all mails.</summary>
    private readonly HashSet<string> _ownHeaders =
    [
        .. batch.Messages.SelectMany(mail => mail.Headers).GroupBy(header => header.Key, StringComparer.Ordinal)
            .Where(header => header.DistinctBy(one => one.Value, StringComparer.Ordinal).Skip(1).Any())
            .Select(header => header.Key),
    ];

    /// <summary>What the mails have in common, with places for what differs.</summary>
    public OutgoingEmail Shared { get; } = batch.Messages[0] with
    {
        Subject = Write('s', batch.Subject),
        TextBody = Write('t', batch.TextBody),
        HtmlBody = batch.HtmlBody is { } html ? Write('h', html) : null,
        Headers = new Dictionary<string, string>(),
    };

    public bool Takes(int member)
    {
        var mail = batch.Messages[member];
        return !Texts(mail).Any(text => text?.Contains(Mark, StringComparison.OrdinalIgnoreCase) is true)
            && mail.HtmlBody is not ""
            && (mail.TextBody.Length > 0 || Shared.TextBody.Length is 0)
            && mail.Headers.Keys.Order(StringComparer.Ordinal).SequenceEqual(batch.Messages[0].Headers.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>About how long their form would be.</summary>
    public long LengthOf(IReadOnlyList<int> members) => members.Sum(member =>
        (long)batch.Subject.Values[member].Sum(text => text.Length)
        + batch.TextBody.Values[member].Sum(text => text.Length)
        + (batch.HtmlBody?.Values[member].Sum(text => text.Length) ?? 0)
        + batch.Messages[member].Headers.Values.Sum(value => value.Length));

    public IEnumerable<(string Name, string Value)> Fields(IReadOnlyList<int> members)
    {
        foreach (var field in MailgunFields.Of(Shared))
        {
            if (field.Name is "to")
            {
                foreach (var member in members)
                {
                    yield return ("to", MailgunFields.Write(batch.Messages[member].To));
                }
            }
            else
            {
                yield return field.Name is "v:" + Id ? (field.Name, $"{Mark}.{Id}%") : field;
            }
        }

        foreach (var (name, value) in batch.Messages[0].Headers)
        {
            yield return ($"h:{name}", _ownHeaders.Contains(name) ? $"{Mark}.h:{name}%" : value);
        }

        // Without it every recipient would see all addresses.
        yield return ("recipient-variables", Variables(members).ToJsonString());
    }

    /// <summary>All in which Mailgun looks for places.</summary>
    private static IEnumerable<string?> Texts(OutgoingEmail mail) =>
    [
        mail.Subject, mail.TextBody, mail.HtmlBody, .. mail.Headers.Values, .. mail.Tags,
        .. new[] { mail.From, mail.To, mail.ReplyTo }.SelectMany(address => new[] { address?.Name, address?.Address }),
    ];

    private JsonObject Variables(IReadOnlyList<int> members) => new(members.Select(member =>
    {
        var own = new JsonObject { [Id] = batch.Messages[member].Id.ToString("D") };
        Add(own, 's', batch.Subject, member);
        Add(own, 't', batch.TextBody, member);
        if (batch.HtmlBody is { } html)
        {
            Add(own, 'h', html, member);
        }

        foreach (var name in _ownHeaders.Where(batch.Messages[0].Headers.ContainsKey))
        {
            own[$"h:{name}"] = batch.Messages[member].Headers[name];
        }

        return KeyValuePair.Create<string, JsonNode?>(Bare(batch.Messages[member]), own);
    }));

    private static string Bare(OutgoingEmail mail) => MimeComposer.Mailbox(mail.To).GetAddress(idnEncode: true);

    private static void Add(JsonObject own, char name, SharedText text, int member)
    {
        for (var i = 0; i < text.Values[member].Count; i++)
        {
            own[Name(name, i)] = text.Values[member][i];
        }
    }

    private static string Write(char name, SharedText text)
    {
        var whole = new StringBuilder(text.Fixed[0]);
        for (var i = 1; i < text.Fixed.Count; i++)
        {
            whole.Append(Mark).Append('.').Append(Name(name, i - 1)).Append('%').Append(text.Fixed[i]);
        }

        return whole.ToString();
    }

    private static string Name(char name, int i) => string.Create(CultureInfo.InvariantCulture, $"{name}{i}");
}
