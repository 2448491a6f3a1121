using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Infora.Communication.Sms;

namespace Infora.Communication.Benchmarks.Http;

internal sealed class RawVonage(Uri server)
{
    private readonly HttpClient _http = RawClient.Create(server, RawClient.Basic(BenchmarkAccounts.VonageKey, BenchmarkAccounts.Token));

    public async Task<string?> SendAsync(OutgoingSms message, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["from"] = BenchmarkAccounts.SenderName,
            ["to"] = message.To.TrimStart('+'),
            ["text"] = message.Body,
            ["type"] = "text",
            ["client-ref"] = message.Id.ToString("D"),
        });
        using var response = await _http.PostAsync("/sms/json", form, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
        return answer?.Messages[0] is { Status: "0" } segment ? segment.MessageId : null;
    }

    private sealed record Answer(Segment[] Messages);

    private sealed record Segment(string Status, [property: JsonPropertyName("message-id")] string MessageId);
}
