using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Email.Providers.Ses.Webhooks;

/// <summary>Takes what SNS delivers of SES: events, and the handshake by which a subscription begins.</summary>
internal sealed class SesWebhook(SesApi api, SnsCertificates certificates, ProviderHttpClient http)
{
    private readonly SnsSignature _signature = new(certificates);

    public async Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        if (SnsEnvelope.Read(request) is not { } envelope || !(envelope.IsNotification || envelope.IsConfirmation))
        {
            return WebhookReading.Refused("It is no message of Amazon SNS. Is raw message delivery on? Then nothing is signed: switch it off for this subscription.");
        }

        if (await _signature.RefuseAsync(envelope, request, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        return envelope.Type switch
        {
            "SubscriptionConfirmation" => await ConfirmAsync(envelope, cancellationToken).ConfigureAwait(false),
            "UnsubscribeConfirmation" => WebhookReading.Accepted(),
            _ => Read(envelope, request),
        };
    }

    /// <summary>Only now that SNS' signature says that it comes from there is the address called that it names.</summary>
    private async Task<WebhookReading> ConfirmAsync(SnsEnvelope envelope, CancellationToken cancellationToken)
    {
        var address = SnsAddress.Read(envelope["SubscribeURL"], envelope.Topic);
        if (address is null && certificates.TrustsFile && Uri.TryCreate(envelope["SubscribeURL"], UriKind.Absolute, out var local) && ProviderAddress.IsLoopback(local.IdnHost))
        {
            address = local;
        }

        if (address is null)
        {
            return WebhookReading.Refused("Its SubscribeURL is not one of Amazon SNS in the region of its topic.");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.IsSuccess ? WebhookReading.Accepted() : WebhookReading.Unavailable("Amazon SNS did not take the confirmation of the subscription.");
    }

    private WebhookReading Read(SnsEnvelope envelope, WebhookRequest request)
    {
        if (LooseJson.Parse(envelope.Message) is not { ValueKind: System.Text.Json.JsonValueKind.Object } happened)
        {
            // SES greets a new topic with a sentence.
            return WebhookReading.Accepted();
        }

        return SesEvent.Read(api, happened, envelope.Id ?? "", request.ReceivedAt) is { Count: > 0 } reports
            ? WebhookReading.Accepted(reports)
            : WebhookReading.Unreadable("It is no event of Amazon SES.");
    }
}
