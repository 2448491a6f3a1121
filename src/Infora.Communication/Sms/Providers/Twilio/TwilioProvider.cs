using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;
using Infora.Communication.Sms.Providers.Twilio.Webhooks;

namespace Infora.Communication.Sms.Providers.Twilio;

/// <summary>Twilio Programmable Messaging (https://www.twilio.com/docs/messaging/api/message-resource).</summary>
internal sealed class TwilioProvider : ISmsPriceProvider, IReportingProvider
{
    private const int MaxCharacters = 1600;

    private readonly ProviderHttpClient _http;
    private readonly TwilioApi _api;
    private readonly TwilioWebhook _webhook;

    public TwilioProvider(TwilioOptions options, ProviderHttpClient http)
    {
        (_http, _api) = (http, new TwilioApi(options));
        _webhook = new TwilioWebhook(_api);
    }

    public async Task<ProviderResult> SendAsync(OutgoingSms message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (SmsLength.RefuseBeyond(MaxCharacters, message, "Twilio") is { } refusal)
        {
            return refusal;
        }

        using var request = _api.CreateMessage(message);
        var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var answer = new TwilioAnswer(_api, response);
        return response.Failure ?? answer.ToResult();
    }

    public async Task<SmsPrice?> GetPriceAsync(string providerMessageId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(providerMessageId);
        using var request = _api.GetMessage(providerMessageId);
        var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        using var answer = new TwilioAnswer(_api, response);
        return answer.ToPrice();
    }

    public Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(_webhook.Read(request));
    }

    public Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken) => new TwilioCheck(_api, _http).RunAsync(cancellationToken);
}
