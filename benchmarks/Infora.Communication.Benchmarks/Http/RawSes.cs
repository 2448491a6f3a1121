using System.Net.Http.Json;
using Infora.Communication.Email;
using MimeKit;

namespace Infora.Communication.Benchmarks.Http;

internal sealed class RawSes(Uri server)
{
    private const string Path = "/v2/email/outbound-emails";

    private readonly HttpClient _http = RawClient.Create(server, authorization: null);

    public async Task<string?> SendAsync(OutgoingEmail mail, CancellationToken cancellationToken)
    {
        var body = RawClient.ToJson(new
        {
            FromEmailAddress = Mailbox(mail.From).ToString(FormatOptions.Default, encode: true),
            Destination = new { ToAddresses = new[] { mail.To.Address } },
            Content = new { Raw = new { Data = Compose(mail) } },
            EmailTags = new[] { new { Name = "comm_id", Value = mail.Id } },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = RawClient.JsonContent(body) };
        RawAwsSignature.Sign(request, server.Authority, Path, body);
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
        return answer?.MessageId;
    }

    private static byte[] Compose(OutgoingEmail mail)
    {
        using var mime = new MimeMessage { Subject = mail.Subject, MessageId = $"{mail.Id:N}@example.com" };
        mime.From.Add(Mailbox(mail.From));
        mime.To.Add(Mailbox(mail.To));
        mime.Body = new MultipartAlternative { new TextPart("plain") { Text = mail.TextBody }, new TextPart("html") { Text = mail.HtmlBody! } };
        mime.Prepare(EncodingConstraint.SevenBit);
        using var buffer = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        mime.WriteTo(format, buffer);
        return buffer.ToArray();
    }

    private static MailboxAddress Mailbox(EmailAddress address) => new(address.Name, address.Address);

    private sealed record Answer(string MessageId);
}
