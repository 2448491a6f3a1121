using Infora.Communication.Email.Providers.Mailgun.Webhooks;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Email.Providers.Mailgun;

/// <summary>Mailgun's messages API, version 3.</summary>
internal sealed class MailgunProvider(MailgunOptions options, ProviderHttpClient http) : IEmailBatchProvider, IReportingProvider
{
    private const string Vendor = "Mailgun";

    private readonly MailgunApi _api = new(options);

    public async Task<ProviderResult> SendAsync(OutgoingEmail message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if ((OutgoingEmailCheck.Refuse(message) ?? MailgunLimits.Refuse(message)) is { } refusal)
        {
            return refusal;
        }

        if (_api.Domain is not { } domain)
        {
            return ProviderResult.Unavailable(NoDomain());
        }

        using var request = _api.SendMessage(domain, message);
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var answer = new MailgunAnswer(_api, response);
        return response.Failure ?? answer.ToResult();
    }

    public int MaxBatchSize => 1000;

    public async Task<IReadOnlyList<ProviderResult>> SendBatchAsync(EmailBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _api.Domain is { } domain
            ? await new MailgunBatch(_api, http, domain, batch).SendAsync(SendAsync, cancellationToken).ConfigureAwait(false)
            : [.. batch.Messages.Select(_ => ProviderResult.Unavailable(NoDomain()))];
    }

    public async Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken)
    {
        if (_api.Domain is not { } domain)
        {
            return new ProviderCheck(NoDomain().Message, NoDomain());
        }

        using var request = _api.GetDomain(domain);
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var state = LooseJson.Parse(response.Body).Member("domain").Member("state").AsText();
        return response.IsSuccess && state is not null ? OfState(domain, _api.Clean(state)) : Failed(response);
    }

    public Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(new MailgunWebhook(_api, options.WebhookSecret).Read(request));
    }

    private ProviderCheck Failed(ProviderHttpResponse response)
    {
        using var answer = new MailgunAnswer(_api, response);
        var failed = response.ToFailedCheck(
            Vendor, "Mailgun did not let the API key see the domain.", answer.ToRefusal());
        return failed.Error is { Code: ErrorCode.Authentication } error
            ? failed with { Error = error with { Hint = $"{error.Hint} A sending key may send, but not see the domain: with one, send a test message instead." } }
            : failed;
    }

    private static ProviderCheck OfState(string domain, string state) => state is "active"
        ? new ProviderCheck($"Mailgun accepted the API key; the domain {domain} is active.")
        : new ProviderCheck($"Mailgun accepted the API key, but the domain {domain} is {state}.", NotActive(domain, state));

    private static SendError NotActive(string domain, string state) =>
        new(ErrorCode.Configuration, $"The domain {domain} is {state} at Mailgun.", Permanent: false)
        {
            Hint = "Add the DNS records that Mailgun lists for the domain and verify it there; ask Mailgun's support about a disabled one.",
        };

    private static SendError NoDomain() => new(ErrorCode.Configuration, "The domain is not one that Mailgun can send from.", Permanent: false)
    {
        Hint = "Set domain to one that was added in Mailgun, such as mg.example.com.",
    };
}
