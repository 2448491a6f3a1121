using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Delivery;

/// <summary>
/// Offers recorded messages to their providers in turn, until one takes them, refuses them, or may have taken them. A
/// message that may have been taken is never offered to another.
/// </summary>
internal sealed partial class MessageDelivery(
    ProviderRouter router,
    MessageRendering rendering,
    ProviderCall call,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time,
    ILogger<MessageDelivery> logger)
{
    private readonly EmailHandover _email = new();
    private readonly SmsHandover _sms = new();

    /// <exception cref="OperationCanceledException">Cancelled before any provider was asked.</exception>
    public async Task<DeliveryOutcome> DeliverAsync(StoredMessage message, CancellationToken cancellationToken) =>
        (await DeliverAsync([message], cancellationToken).ConfigureAwait(false))[0];

    /// <param name="messages">Messages of one channel, for which the same providers come into question.</param>
    /// <param name="cancellationToken">Stops before the next provider is asked.</param>
    /// <returns>The outcome of each, in their order.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before any provider was asked.</exception>
    public async Task<IReadOnlyList<DeliveryOutcome>> DeliverAsync(IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken)
    {
        var offers = new List<MessageOffer>(messages.Count);
        foreach (var message in messages)
        {
            offers.Add(await PrepareAsync(message, cancellationToken).ConfigureAwait(false));
        }

        if (offers.Exists(offer => offer.IsOpen))
        {
            foreach (var provider in await router.GetCandidatesAsync(messages[0].State, cancellationToken).ConfigureAwait(false))
            {
                await OfferAsync(provider, offers.FindAll(offer => offer.IsOpen), cancellationToken).ConfigureAwait(false);
            }
        }

        return offers.ConvertAll(offer => offer.Outcome);
    }

    private async Task<MessageOffer> PrepareAsync(StoredMessage message, CancellationToken cancellationToken)
    {
        var state = message.State;
        if (message.Content is null)
        {
            return new MessageOffer(state, null, Refused("The content of the message is past its retention and was deleted."));
        }

        var (rendered, error) = await rendering.RenderAsync(message, cancellationToken).ConfigureAwait(false);
        return new MessageOffer(state, rendered, rendered is null ? Refused(error!) : NoProvider(state));
    }

    private static DeliveryOutcome Refused(string why) => new()
    {
        Status = SendStatus.Rejected,
        Error = new SendError(ErrorCode.InvalidContent, why, Permanent: true),
    };

    private async Task OfferAsync(ConfiguredProvider provider, List<MessageOffer> offers, CancellationToken cancellationToken)
    {
        if (offers.Count is 0)
        {
            return;
        }

        var refusal = provider.Gate.Refusal;
        if ((provider.Fault ?? refusal?.Error) is { } why)
        {
            offers.ForEach(offer => offer.Skip(provider, why, refusal?.RetryAfter));
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        IHandover handover = provider.Record.Channel is MessageChannel.Email ? _email : _sms;
        var batches = MessageBatches.Divide(offers, handover.MaxBatchSize(provider), Key, offer => handover.RecipientKey(offer.Rendered!.Content));
        await Task.WhenAll(batches.Select(batch => AskAsync(handover, provider, batch, cancellationToken))).ConfigureAwait(false);

        object? Key(MessageOffer offer) =>
            call.IsKeptBack(provider, offer.Rendered!.Content) ? null : handover.BatchKey(offer.Rendered.Content);
    }

    private async Task AskAsync(
        IHandover handover, ConfiguredProvider provider, IReadOnlyList<MessageOffer> batch, CancellationToken cancellationToken)
    {
        var (startedAt, started, detail) = (time.GetUtcNow(), time.GetTimestamp(), default(string));
        var (results, refusal) = await provider.Gate
            .PassAsync(batch.Count, options.CurrentValue.ProviderTimeout, HandOverAsync, cancellationToken).ConfigureAwait(false);
        var duration = time.GetElapsedTime(started);
        for (var i = 0; i < batch.Count; i++)
        {
            if (refusal is not null)
            {
                batch[i].Skip(provider, refusal.Error!, refusal.RetryAfter);
                continue;
            }

            var attempt = batch[i].Note(provider, results[i], detail, startedAt, duration);
            LogAttempt(logger, batch[i].State.Id, provider.Id, attempt.Outcome, attempt.Error?.Code, duration.TotalMilliseconds);
        }

        async Task<IReadOnlyList<ProviderResult>> HandOverAsync()
        {
            (startedAt, started) = (time.GetUtcNow(), time.GetTimestamp());
            (var answers, detail) = await call.InvokeAsync(handover, provider, [.. batch.Select(offer => offer.Rendered!)], cancellationToken)
                .ConfigureAwait(false);
            return answers;
        }
    }

    private static DeliveryOutcome NoProvider(MessageRecord state) => new()
    {
        Status = SendStatus.Unavailable,
        Error = new SendError(
            ErrorCode.NoProvider,
            state.RequestedProviderId is { } id && !state.AllowFallback
                ? $"Provider {id} is not active."
                : $"No active {state.Channel.InWords()} provider is configured.",
            Permanent: false)
        {
            Hint = "Configure one in code, under Communication:EmailProviders or Communication:SmsProviders, or through the API.",
        },
    };

    [LoggerMessage(1001, LogLevel.Information, "Message {MessageId} offered to provider {ProviderId}: {Outcome}, {ErrorCode}, {Milliseconds} ms.")]
    private static partial void LogAttempt(
        ILogger logger, Guid messageId, int providerId, SendStatus outcome, ErrorCode? errorCode, double milliseconds);
}
