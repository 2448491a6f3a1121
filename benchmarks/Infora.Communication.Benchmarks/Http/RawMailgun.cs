using System.Net.Http.Json;
using System.Text;
using Infora.Communication.Email;

namespace Infora.Communication.Benchmarks.Http;

internal sealed class RawMailgun(Uri server)
{
    private readonly HttpClient _http = RawClient.Create(server, RawClient.Basic("api", BenchmarkAccounts.ApiKey));

    public async Task<string?> SendAsync(OutgoingEmail mail, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent
        {
            { Field($"\"{mail.From.Name}\" <{mail.From.Address}>"), "\"from\"" },
            { Field($"\"{mail.To.Name}\" <{mail.To.Address}>"), "\"to\"" },
            { Field(mail.Subject), "\"subject\"" },
            { Field(mail.TextBody), "\"text\"" },
            { Field(mail.HtmlBody!), "\"html\"" },
            { Field(mail.Id.ToString("D")), "\"v:comm_id\"" },
        };
        using var response = await _http.PostAsync($"/v3/{BenchmarkAccounts.MailgunDomain}/messages", form, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
        return answer?.Id.Trim('<', '>');
    }

    /// <summary>Without the type of a text that <c>StringContent</c> would add to each field.</summary>
    private static ByteArrayContent Field(string value) => new(Encoding.UTF8.GetBytes(value));

    private sealed record Answer(string Id);
}
