using Infora.Communication.Email;

namespace Infora.Communication.Benchmarks.Http;

internal sealed class RawSendGrid(Uri server)
{
    private readonly HttpClient _http = RawClient.Create(server, $"Bearer {BenchmarkAccounts.ApiKey}");

    public async Task<string?> SendAsync(OutgoingEmail mail, CancellationToken cancellationToken)
    {
        using var content = RawClient.JsonContent(RawClient.ToJson(new
        {
            personalizations = new[] { new { to = new[] { new { email = mail.To.Address, name = mail.To.Name } } } },
            from = new { email = mail.From.Address, name = mail.From.Name },
            subject = mail.Subject,
            content = new[] { new { type = "text/plain", value = mail.TextBody }, new { type = "text/html", value = mail.HtmlBody! } },
            custom_args = new { comm_id = mail.Id },
        }));
        using var response = await _http.PostAsync("/v3/mail/send", content, cancellationToken);
        response.EnsureSuccessStatusCode();
        return response.Headers.GetValues("X-Message-Id").First();
    }
}
