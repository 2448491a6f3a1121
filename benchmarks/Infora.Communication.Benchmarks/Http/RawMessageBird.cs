using System.Net.Http.Json;
using Infora.Communication.Sms;

namespace Infora.Communication.Benchmarks.Http;

internal sealed class RawMessageBird(Uri server)
{
    private readonly HttpClient _http = RawClient.Create(server, $"AccessKey {BenchmarkAccounts.ApiKey}");

    public async Task<string?> SendAsync(OutgoingSms message, CancellationToken cancellationToken)
    {
        using var content = RawClient.JsonContent(RawClient.ToJson(new
        {
            originator = BenchmarkAccounts.SenderName,
            recipients = new[] { message.To.TrimStart('+') },
            body = message.Body,
            datacoding = "auto",
            reference = message.Id,
        }));
        using var response = await _http.PostAsync("/messages", content, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
        return answer?.Id;
    }

    private sealed record Answer(string Id);
}
