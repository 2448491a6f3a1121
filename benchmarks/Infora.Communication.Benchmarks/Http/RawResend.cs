using System.Net.Http.Json;
using Infora.Communication.Email;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>The call that the service <c>http</c> makes with its preset for Resend.</summary>
internal sealed class RawResend(Uri server)
{
    private readonly HttpClient _http = RawClient.Create(server, $"Bearer {BenchmarkAccounts.ApiKey}");

    public async Task<string?> SendAsync(OutgoingEmail mail, CancellationToken cancellationToken)
    {
        var body = RawClient.ToJson(new
        {
            from = $"\"{mail.From.Name}\" <{mail.From.Address}>",
            to = new[] { mail.To.Address },
            subject = mail.Subject,
            html = mail.HtmlBody,
            attachments = Array.Empty<object>(),
            text = mail.TextBody,
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/emails") { Content = RawClient.JsonContent(body) };
        request.Headers.Add("Idempotency-Key", mail.Id.ToString("D"));
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
        return answer?.Id;
    }

    private sealed record Answer(string Id);
}
