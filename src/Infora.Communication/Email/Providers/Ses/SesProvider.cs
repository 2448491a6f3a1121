using Infora.Communication.Email.Providers.Ses.Webhooks;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Email.Providers.Ses;

/// <summary>Amazon SES, API version 2.</summary>
internal sealed class SesProvider(SesOptions options, ProviderHttpClient http, TimeProvider time, SnsCertificates certificates)
    : IEmailProvider, IReportingProvider
{
    private readonly SesApi _api = new(options, time);

    public async Task<ProviderResult> SendAsync(OutgoingEmail message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if ((OutgoingEmailCheck.Refuse(message) ?? SesLimits.Refuse(message)) is { } refusal)
        {
            return refusal;
        }

        if (_api.Fault is { } fault)
        {
            return ProviderResult.Unavailable(fault);
        }

        using var request = _api.SendEmail(message);
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var answer = new SesAnswer(_api, SesMail.Bare(message.From), response);
        return answer.ToResult();
    }

    public Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new SesWebhook(_api, certificates, http).ReadAsync(request, cancellationToken);
    }

    public async Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken)
    {
        if (_api.Fault is { } fault)
        {
            return new ProviderCheck(fault.Message, fault);
        }

        using var request = _api.GetAccount();
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var answer = new SesAnswer(_api, options.SenderEmail, response);
        return response.IsSuccess && SesAccount.Read(response.Text) is { } check
            ? check
            : response.ToFailedCheck(
                "Amazon SES", "Amazon SES did not accept the access key.", answer.ToRefusal());
    }
}
