using Infora.Communication.Providers;

namespace Infora.Communication.Sms;

/// <summary>An SMS plugin whose vendor takes one text for many numbers in one request.</summary>
public interface ISmsBatchProvider : ISmsProvider
{
    /// <summary>How many numbers one request may carry at most.</summary>
    /// <value>From 2; constant for the plugin's life.</value>
    int MaxBatchSize { get; }

    /// <summary>
    /// Hands over one text for many numbers. A number that the vendor refuses must not keep the others from getting it: a
    /// vendor that answers for the request as a whole is asked again without the bad ones.
    /// </summary>
    /// <param name="messages">2 to <see cref="MaxBatchSize"/> messages with one text, each to another number.</param>
    /// <param name="cancellationToken">Ends the attempt; it carries one time limit for the whole batch.</param>
    /// <returns>The result of each message, in their order.</returns>
    Task<IReadOnlyList<ProviderResult>> SendBatchAsync(IReadOnlyList<OutgoingSms> messages, CancellationToken cancellationToken);
}
