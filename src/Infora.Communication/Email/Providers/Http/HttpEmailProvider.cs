using Infora.Communication.Providers;
using Infora.Communication.Providers.Http.Custom;
using Infora.Communication.Providers.Http.Custom.Webhooks;
using Infora.Communication.Reports;

namespace Infora.Communication.Email.Providers.Http;

/// <summary>A mail service that is described by its settings.</summary>
internal sealed class HttpEmailProvider(string name, HttpEmailOptions options, IServiceProvider services) : IEmailProvider, IReportingProvider
{
    private readonly CustomGateway _gateway = new(name, options.Settings, services);
    private readonly CustomWebhookReader _webhook = new(name, MessageChannel.Email, options.Webhook, options.Settings.Secrets);

    public Task<ProviderResult> SendAsync(OutgoingEmail message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return OutgoingEmailCheck.Refuse(message) is { } refusal ? Task.FromResult(refusal)
            : HttpEmailParts.NotCarried(message, _gateway.Request) is var (part, variable) ? Task.FromResult(ProviderResult.Rejected(NotCarried(part, variable)))
            : _gateway.SendAsync(new HttpEmailMessage(message), cancellationToken);
    }

    public Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(_webhook.Read(request));
    }

    public Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken) =>
        _gateway.CheckAsync(HttpEmailMessage.Sample(options.SenderEmail, "Test"), cancellationToken);

    private SendError NotCarried(string part, string variable) =>
        new(ErrorCode.InvalidContent, $"The mail has {part}, which the request of {name} does not carry.", Permanent: true)
        {
            Hint = $"Write {variable} into request.body, or send the mail through another provider.",
        };
}
