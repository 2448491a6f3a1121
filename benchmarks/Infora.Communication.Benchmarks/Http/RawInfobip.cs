using System.Net.Http.Json;
using Infora.Communication.Sms;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>The call that the service <c>http</c> makes with its preset for Infobip.</summary>
internal sealed class RawInfobip(Uri server)
{
    private readonly HttpClient _http = RawClient.Create(server, $"App {BenchmarkAccounts.ApiKey}");

    public async Task<string?> SendAsync(OutgoingSms message, CancellationToken cancellationToken)
    {
        using var content = RawClient.JsonContent(RawClient.ToJson(new
        {
            messages = new[]
            {
                new
                {
                    from = BenchmarkAccounts.SenderName,
                    destinations = new[] { new { to = message.To.TrimStart('+'), messageId = message.Id } },
                    text = message.Body,
                },
            },
        }));
        using var response = await _http.PostAsync("/sms/2/text/advanced", content, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
        return answer?.Messages[0] is { Status.GroupName: "PENDING" } taken ? taken.MessageId : null;
    }

    private sealed record Answer(Message[] Messages);

    private sealed record Message(Status Status, string MessageId);

    private sealed record Status(string GroupName);
}
