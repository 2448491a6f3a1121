using Infora.Communication.Email;
using Infora.Communication.Sms;

namespace Infora.Communication.Outbox;

/// <summary>
/// Accepts messages that are sent in the background, by every process of the host that runs. With the library's tables in the
/// host's own context (<c>UseEntityFramework&lt;TContext&gt;()</c>) it belongs to a scope, and what it accepts is stored by that
/// context's next <c>SaveChanges</c>, in its transaction; otherwise it is stored before the call returns.
/// </summary>
public interface IMessageOutbox
{
    /// <summary>Validates and renders a mail and queues it; it is sent in the background.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="options">When and how it is sent; null for at once.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    Task<EnqueueResult> EnqueueAsync(
        EmailMessage message, EnqueueOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Validates and renders a text message and queues it; it is sent in the background.</summary>
    /// <param name="message">The text message.</param>
    /// <param name="options">When and how it is sent; null for at once.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    Task<EnqueueResult> EnqueueAsync(
        SmsMessage message, EnqueueOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Queues many messages in one go, mails and text messages alike. Those that are valid are stored together, all or none.</summary>
    /// <param name="entries">The messages.</param>
    /// <param name="cancellationToken">Stops before they are stored.</param>
    /// <returns>What came of each, in their order.</returns>
    Task<IReadOnlyList<EnqueueResult>> EnqueueAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes back the messages under a correlation key that were queued until now and have not left. One that a provider has
    /// got already stays sent.
    /// </summary>
    /// <param name="correlationKey">The key that they were queued with.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    Task CancelAsync(string correlationKey, CancellationToken cancellationToken = default);
}
