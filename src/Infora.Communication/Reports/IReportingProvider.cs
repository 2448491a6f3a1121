namespace Infora.Communication.Reports;

/// <summary>
/// A plugin whose vendor reports over HTTP what became of messages: an <see cref="Email.IEmailProvider"/> or
/// <see cref="Sms.ISmsProvider"/> implements it too.
/// </summary>
public interface IReportingProvider
{
    /// <summary>
    /// Verifies a request of the vendor and reads it. The unguessable token in its address was checked already; where the vendor
    /// signs and the secret for it is configured, the signature is verified over the raw bytes before anything else is read.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends it; it carries a time limit.</param>
    /// <returns>The reports, or why there are none. Malformed input is an outcome, not an exception.</returns>
    Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken cancellationToken);
}
