using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Sms.Providers.Vonage.Webhooks;

/// <summary>
/// Reads what Vonage calls the host with, in its query, as a form or as JSON, by the account's settings: delivery receipts and incoming
/// messages of the SMS API, and the same of the Messages API.
/// </summary>
internal sealed class VonageWebhook(VonageApi api)
{
    private readonly VonageSignature? _signature = api is { Secrets.Count: > 0, SignsTokens: false } ? new(api.Secrets, api.SignatureMethod) : null;
    private readonly VonageToken? _token = api is { Secrets.Count: > 0, SignsTokens: true } ? new(api.Secrets, api.Key) : null;

    public WebhookReading Read(WebhookRequest request)
    {
        if (_token?.Refuse(request) is { } unproven)
        {
            return WebhookReading.Refused(unproven);
        }

        // The signature of the SMS API is one over decoded parameters, so they are read first and believed afterwards.
        if (WebhookFields.Read(request) is not { } fields)
        {
            return _signature is null ? WebhookReading.Unreadable("The body is not JSON.") : WebhookReading.Refused("The body is not JSON, so it has no signature.");
        }

        if (_signature?.Refuse(request, fields) is { } unsigned)
        {
            return WebhookReading.Refused(unsigned);
        }

        if (fields["message_uuid"] is { } uuid)
        {
            using var document = LooseJson.Open(request.Body);
            return Result(VonageMessagesReport.Read(api, uuid, fields, document?.RootElement, request.ReceivedAt));
        }

        // Vonage looks whether an address answers, with a request about nothing.
        return fields["messageId"] is { } id ? Result(VonageReport.Read(api, id, fields, request.ReceivedAt)) : WebhookReading.Accepted();
    }

    private static WebhookReading Result(DeliveryReport? report) =>
        report is null ? WebhookReading.Unreadable("It is neither a receipt nor an incoming message.") : WebhookReading.Accepted(report);
}
