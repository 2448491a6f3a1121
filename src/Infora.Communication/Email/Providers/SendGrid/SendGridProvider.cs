using Infora.Communication.Email.Providers.SendGrid.Webhooks;
using Infora.Communication.Providers;
using Infora.Communication.Providers.Http;
using Infora.Communication.Reports;

namespace Infora.Communication.Email.Providers.SendGrid;

/// <summary>SendGrid's Mail Send API, version 3.</summary>
internal sealed class SendGridProvider(SendGridOptions options, ProviderHttpClient http) : IEmailBatchProvider, IReportingProvider
{
    private readonly SendGridApi _api = new(options);

    public async Task<ProviderResult> SendAsync(OutgoingEmail message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if ((OutgoingEmailCheck.Refuse(message) ?? SendGridLimits.Refuse(message)) is { } refusal)
        {
            return refusal;
        }

        using var request = _api.SendMail(message);
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Failure ?? new SendGridAnswer(_api, response).ToResult();
    }

    public int MaxBatchSize => 1000;

    public Task<IReadOnlyList<ProviderResult>> SendBatchAsync(EmailBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return new SendGridBatch(_api, http, batch).SendAsync(SendAsync, cancellationToken);
    }

    public async Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken)
    {
        using var request = _api.GetScopes();
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var scopes = LooseJson.Parse(response.Body).Member("scopes");
        if (!response.IsSuccess || scopes is null)
        {
            return response.ToFailedCheck("SendGrid", "SendGrid did not accept the API key.", new SendGridAnswer(_api, response).ToRefusal());
        }

        const string Wanted = "mail.send";
        return scopes.Items().Any(scope => scope.AsText() == Wanted)
            ? new ProviderCheck("SendGrid accepted the API key; it may send mail.")
            : new ProviderCheck("SendGrid accepted the API key, but it may not send mail.", MayNotSend());
    }

    public Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(new SendGridWebhook(_api, options.WebhookSecret).Read(request));
    }

    private static SendError MayNotSend() =>
        new(ErrorCode.Authentication, "The API key may not send mail.", Permanent: false)
        {
            Hint = "Give the key the permission Mail Send in SendGrid's settings, or make one that has it.",
        };
}
