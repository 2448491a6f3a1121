using Infora.Communication.Delivery;
using Infora.Communication.Messages;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Outbox;

/// <summary>Delivers claimed messages and records what came of them: the end, or when they are tried again.</summary>
internal sealed class QueuedDelivery(
    IMessageStore store, MessageDelivery delivery, IOptionsMonitor<CommunicationOptions> options, TimeProvider time)
{
    /// <param name="group">One message, or several that their provider can take in one request.</param>
    /// <remarks>Takes no token: a message that is claimed is offered and recorded, also while the host shuts down.</remarks>
    public async Task DeliverAsync(IReadOnlyList<StoredMessage> group)
    {
        var now = time.GetUtcNow();
        var expired = group.Where(message => message.State.ExpiresAt <= now).ToList();
        var due = expired.Count is 0 ? group : [.. group.Except(expired)];
        var completions = expired.ConvertAll(message => Settlement.Expired(message.State, now));
        if (due.Count > 0)
        {
            var outcomes = await delivery.DeliverAsync(due, CancellationToken.None).ConfigureAwait(false);
            completions.AddRange(outcomes.Select((outcome, i) =>
                Settlement.Queued(due[i].State, outcome, options.CurrentValue.Retry, time.GetUtcNow())));
        }

        await store.CompleteAsync(completions, CancellationToken.None).ConfigureAwait(false);
    }
}
