using System.Text.Json;
using Infora.Communication.Providers.Http;
using MimeKit;

namespace Infora.Communication.Email.Providers.Ses;

/// <summary>
/// The wire form of a mail (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html). It goes as a raw
/// MIME message: the simple form takes 15 headers, ASCII only, and lets SES arrange text, images and files.
/// </summary>
internal static class SesMail
{
    private static readonly FormatOptions Format = WithMailLineEnds();

    public static byte[] ToJson(OutgoingEmail mail, string? configurationSet, DateTimeOffset now) =>
        JsonBody.Write((mail, configurationSet, now), static (json, source) => Write(json, source.mail, source.configurationSet, source.now));

    private static void Write(Utf8JsonWriter json, OutgoingEmail mail, string? configurationSet, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("FromEmailAddress", Sender(mail.From));
        WriteDestination(json, mail);
        json.WriteStartObject("Content");
        json.WriteStartObject("Raw");
        json.WriteBase64String("Data", Mime(mail, now));
        json.WriteEndObject();
        json.WriteEndObject();
        WriteTags(json, mail);
        if (!string.IsNullOrEmpty(configurationSet))
        {
            json.WriteString("ConfigurationSetName", configurationSet);
        }

        json.WriteEndObject();
    }

    /// <summary>Each address once, as in an SMTP envelope: the headers of the MIME message stay as they are, and bcc is in none.</summary>
    private static void WriteDestination(Utf8JsonWriter json, OutgoingEmail mail)
    {
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        json.WriteStartObject("Destination");
        WriteAddresses(json, "ToAddresses", [mail.To], named);
        WriteAddresses(json, "CcAddresses", mail.Cc, named);
        WriteAddresses(json, "BccAddresses", mail.Bcc, named);
        json.WriteEndObject();
    }

    private static void WriteAddresses(Utf8JsonWriter json, string field, IReadOnlyList<EmailAddress> addresses, HashSet<string> named)
    {
        var further = addresses.Select(Bare).Where(named.Add).ToList();
        if (further.Count is 0)
        {
            return;
        }

        json.WriteStartArray(field);
        further.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }

    private static void WriteTags(Utf8JsonWriter json, OutgoingEmail mail)
    {
        json.WriteStartArray("EmailTags");
        foreach (var (name, value) in SesTags.Of(mail))
        {
            json.WriteStartObject();
            json.WriteString("Name", name);
            json.WriteString("Value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ReadOnlySpan<byte> Mime(OutgoingEmail mail, DateTimeOffset now)
    {
        using var mime = MimeComposer.Compose(mail, now);

        // Parts in eight bits arrive garbled where SES writes its tracking links into them.
        mime.Prepare(EncodingConstraint.SevenBit);
        using var buffer = new MemoryStream();
        mime.WriteTo(Format, buffer);
        return buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
    }

    public static string Bare(EmailAddress address) => MimeComposer.Encode(address).Address;

    /// <summary>As in the From header, whose place it takes, but on one line.</summary>
    private static string Sender(EmailAddress address) =>
        MimeComposer.Mailbox(address).ToString(FormatOptions.Default, encode: true).ReplaceLineEndings("").Replace('\t', ' ');

    private static FormatOptions WithMailLineEnds()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
