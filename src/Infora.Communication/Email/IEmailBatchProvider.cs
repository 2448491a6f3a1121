using Infora.Communication.Providers;

namespace Infora.Communication.Email;

/// <summary>An email plugin whose vendor takes many mails of one template in one request.</summary>
public interface IEmailBatchProvider : IEmailProvider
{
    /// <summary>How many mails one request may carry at most.</summary>
    /// <value>From 2; constant for the plugin's life.</value>
    int MaxBatchSize { get; }

    /// <summary>
    /// Hands over mails that share their template. One that the vendor refuses must not keep the others from going out: a
    /// vendor that answers for the request as a whole is asked again without the bad ones.
    /// </summary>
    /// <param name="batch">2 to <see cref="MaxBatchSize"/> mails.</param>
    /// <param name="cancellationToken">Ends the attempt; it carries one time limit for the whole batch.</param>
    /// <returns>The result of each mail, in the order of <see cref="EmailBatch.Messages"/>.</returns>
    Task<IReadOnlyList<ProviderResult>> SendBatchAsync(EmailBatch batch, CancellationToken cancellationToken);
}
