using System.Collections.Concurrent;
using Infora.Communication.Email;
using Infora.Communication.Providers;

namespace Infora.Communication.Tests.Scripted;

/// <summary>An email plugin whose vendor takes three mails in one request, and refuses addresses at <c>bad.example</c>.</summary>
internal sealed class BatchPlugin : IEmailBatchProvider
{
    public ConcurrentQueue<EmailBatch> Batches { get; } = new();

    public ConcurrentQueue<OutgoingEmail> Singles { get; } = new();

    /// <summary>How many results too few it gives.</summary>
    public int Missing { get; set; }

    public int MaxBatchSize { get; init; } = 3;

    public Task<ProviderResult> SendAsync(OutgoingEmail message, CancellationToken cancellationToken)
    {
        Singles.Enqueue(message);
        return Task.FromResult(Answer(message));
    }

    public Task<IReadOnlyList<ProviderResult>> SendBatchAsync(EmailBatch batch, CancellationToken cancellationToken)
    {
        Batches.Enqueue(batch);
        return Task.FromResult<IReadOnlyList<ProviderResult>>([.. batch.Messages.Select(Answer).SkipLast(Missing)]);
    }

    public Task<ProviderCheck> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new ProviderCheck("The credentials are good."));

    private static ProviderResult Answer(OutgoingEmail mail) => mail.To.Address.EndsWith("@bad.example", StringComparison.Ordinal)
        ? ProviderResult.Rejected(new SendError(ErrorCode.InvalidRecipient, "no such user", Permanent: true))
        : ProviderResult.Sent("shared-id");
}
