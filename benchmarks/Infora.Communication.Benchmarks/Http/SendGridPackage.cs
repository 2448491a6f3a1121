using Infora.Communication.Email;
using SendGrid;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>The same mail through the vendor's own package, with a client of its own as it makes it by itself.</summary>
internal sealed class SendGridPackage(Uri server)
{
    private readonly SendGridClient _client = new(BenchmarkAccounts.ApiKey, server.ToString().TrimEnd('/'));

    public async Task<string?> SendAsync(OutgoingEmail mail, CancellationToken cancellationToken)
    {
        var message = new SendGrid.Helpers.Mail.SendGridMessage
        {
            From = new(mail.From.Address, mail.From.Name),
            Subject = mail.Subject,
            PlainTextContent = mail.TextBody,
            HtmlContent = mail.HtmlBody,
        };
        message.AddTo(mail.To.Address, mail.To.Name);
        message.AddGlobalCustomArg("comm_id", mail.Id.ToString("D"));
        var response = await _client.SendEmailAsync(message, cancellationToken);
        return response.IsSuccessStatusCode ? response.Headers.GetValues("X-Message-Id").First() : null;
    }
}
