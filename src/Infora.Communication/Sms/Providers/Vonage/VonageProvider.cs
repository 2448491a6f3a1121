using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;
using Infora.Communication.Sms.Providers.Vonage.Webhooks;

namespace Infora.Communication.Sms.Providers.Vonage;

/// <summary>Vonage's SMS API (https://developer.vonage.com/en/api/sms).</summary>
internal sealed class VonageProvider : ISmsProvider, IReportingProvider
{
    private const int MaxCharacters = 3200;

    private readonly ProviderHttpClient _http;
    private readonly VonageApi _api;
    private readonly VonageWebhook _webhook;

    public VonageProvider(VonageOptions options, ProviderHttpClient http)
    {
        (_http, _api) = (http, new VonageApi(options));
        _webhook = new VonageWebhook(_api);
    }

    public async Task<ProviderResult> SendAsync(OutgoingSms message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (SmsLength.RefuseBeyond(MaxCharacters, message, "Vonage") is { } refusal)
        {
            return refusal;
        }

        using var request = _api.CreateMessage(message);
        var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var answer = new VonageAnswer(_api, response);
        return response.Failure ?? answer.ToResult();
    }

    public Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(_webhook.Read(request));
    }

    public async Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken)
    {
        using var request = _api.GetBalance();
        var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var answer = new VonageAnswer(_api, response);
        return response.IsSuccess && LooseJson.Parse(response.Body).Member("value").AsDecimal() is { } balance
            ? new ProviderCheck("Vonage accepted the API key and its secret.") { Balance = new Money(balance, _api.AccountCurrency) }
            : response.ToFailedCheck(
                "Vonage", "Vonage did not accept the API key and its secret.", answer.ToRefusal());
    }
}
