using Infora.Communication.Messages;

namespace Infora.Communication.Outbox;

/// <summary>
/// Decides, just before a queued message is sent, whether it still is to be sent: whether the invoice of a reminder is
/// still open, for example. Registered under a name with <c>AddSendCondition</c>, and named by
/// <see cref="EnqueueOptions.Condition"/>.
/// </summary>
public interface ISendCondition
{
    /// <summary>Whether the message is still to be sent.</summary>
    /// <param name="message">The message; its correlation key and metadata say what it is about.</param>
    /// <param name="cancellationToken">Ends with the host.</param>
    /// <returns>False to cancel the message.</returns>
    /// <exception cref="Exception">Nothing can be said now: the message is tried again later.</exception>
    Task<bool> HoldsAsync(StoredMessage message, CancellationToken cancellationToken);
}
