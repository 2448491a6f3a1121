using System.Net.Http.Json;
using Infora.Communication.Sms;

namespace Infora.Communication.Benchmarks.Http;

internal sealed class RawTwilio(Uri server)
{
    private readonly HttpClient _http = RawClient.Create(server, RawClient.Basic(BenchmarkAccounts.TwilioAccount, BenchmarkAccounts.Token));

    public async Task<string?> SendAsync(OutgoingSms message, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["To"] = message.To,
            ["From"] = BenchmarkAccounts.Number,
            ["Body"] = message.Body,
        });
        using var response = await _http.PostAsync($"/2010-04-01/Accounts/{BenchmarkAccounts.TwilioAccount}/Messages.json", form, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
        return answer?.Sid;
    }

    private sealed record Answer(string Sid);
}
