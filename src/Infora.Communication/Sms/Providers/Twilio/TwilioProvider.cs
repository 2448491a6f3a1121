using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;

namespace Infora.Communication.Sms.Providers.Twilio;

/// <summary>Twilio Programmable Messaging (https://www.twilio.com/docs/messaging/api/message-resource).</summary>
internal sealed class TwilioProvider(TwilioOptions options, ProviderHttpClient http) : ISmsPriceProvider
{
    private const int MaxCharacters = 1600;

    private readonly TwilioApi _api = new(options);

    public async Task<ProviderResult> SendAsync(OutgoingSms message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (SmsLength.RefuseBeyond(MaxCharacters, message, "Twilio") is { } refusal)
        {
            return refusal;
        }

        using var request = _api.CreateMessage(message);
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var answer = new TwilioAnswer(_api, response);
        return response.Failure ?? answer.ToResult();
    }

    public async Task<SmsPrice?> GetPriceAsync(string providerMessageId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(providerMessageId);
        using var request = _api.GetMessage(providerMessageId);
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        using var answer = new TwilioAnswer(_api, response);
        return answer.ToPrice();
    }

    public Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken) => new TwilioCheck(_api, http).RunAsync(cancellationToken);
}
