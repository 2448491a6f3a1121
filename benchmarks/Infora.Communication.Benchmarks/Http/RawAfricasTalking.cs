using System.Net.Http.Json;
using Infora.Communication.Sms;

namespace Infora.Communication.Benchmarks.Http;

internal sealed class RawAfricasTalking
{
    private readonly HttpClient _http;

    public RawAfricasTalking(Uri server)
    {
        _http = RawClient.Create(server, authorization: null);
        _http.DefaultRequestHeaders.Add("apiKey", BenchmarkAccounts.ApiKey);
    }

    public async Task<string?> SendAsync(OutgoingSms message, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["username"] = BenchmarkAccounts.Username,
            ["to"] = message.To,
            ["message"] = message.Body,
            ["bulkSMSMode"] = "1",
            ["from"] = BenchmarkAccounts.SenderName,
        });
        using var response = await _http.PostAsync("/version1/messaging", form, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
        return answer?.SMSMessageData.Recipients[0] is { StatusCode: 101 } recipient ? recipient.MessageId : null;
    }

    private sealed record Answer(Data SMSMessageData);

    private sealed record Data(Recipient[] Recipients);

    private sealed record Recipient(int StatusCode, string MessageId);
}
