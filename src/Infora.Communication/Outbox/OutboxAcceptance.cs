using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Sms;
using Microsoft.Extensions.DependencyInjection;

namespace Infora.Communication.Outbox;

/// <summary>Turns a message as an application queues it into one that can be stored, or says what is wrong with it.</summary>
internal sealed class OutboxAcceptance(
    EmailAcceptance email, SmsAcceptance sms, ProviderCatalogue providers, IServiceProviderIsKeyedService services, TimeProvider time)
{
    public async Task<(StoredMessage? Message, IReadOnlyList<FieldError> Errors)> AcceptAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var options = entry.Options ?? new EnqueueOptions();
        var accepted = entry.Message switch
        {
            EmailMessage mail => await email.AcceptAsync(mail, cancellationToken).ConfigureAwait(false),
            SmsMessage text => await sms.AcceptAsync(text, cancellationToken).ConfigureAwait(false),
            var other => throw new ArgumentException($"A message is an EmailMessage or an SmsMessage, not {other.GetType().Name}.", nameof(entry)),
        };
        var errors = accepted.Errors.Concat(Check(options)).ToList();
        if (accepted.Message is not { } message || errors.Count > 0)
        {
            return (null, errors);
        }

        var state = Queue(message.State, options, entry);
        if (state.WaitingFor is null)
        {
            var channel = await providers.GetChannelAsync(state.Channel, cancellationToken).ConfigureAwait(false);
            state = channel.Active.Count is 0 ? state with { WaitingFor = WaitingFor.NoProvider } : state;
        }

        return (message with { State = state }, []);
    }

    private static MessageRecord Queue(MessageRecord accepted, EnqueueOptions options, OutboxEntry entry) => accepted with
    {
        Status = MessageStatus.Queued,
        Priority = options.Priority,
        NextAttemptAt = options.SendAt > accepted.QueuedAt ? options.SendAt : accepted.QueuedAt,
        WaitingFor = options.SendAt > accepted.QueuedAt ? WaitingFor.Schedule : null,
        ExpiresAt = options.ExpiresAt,
        CorrelationKey = options.CorrelationKey,
        Condition = options.Condition,
        UncertainDelivery = options.UncertainDelivery,
        IdempotencyKey = options.IdempotencyKey,
        IdempotencyFingerprint = options.IdempotencyKey is null ? null : RequestFingerprint.Of(entry),
    };

    private IEnumerable<FieldError> Check(EnqueueOptions options)
    {
        if (options.IdempotencyKey is { Length: 0 or > 255 })
        {
            yield return new FieldError("Idempotency-Key", "must have 1 to 255 characters");
        }

        if (options.CorrelationKey is { Length: 0 or > 255 })
        {
            yield return new FieldError("correlation_key", "must have 1 to 255 characters");
        }

        if (options.Condition is { } condition && !services.IsKeyedService(typeof(ISendCondition), condition))
        {
            yield return new FieldError("condition", $"'{condition}' is not registered; register it with AddSendCondition");
        }

        if (options.ExpiresAt is { } expires && expires <= (options.SendAt ?? time.GetUtcNow()))
        {
            yield return new FieldError("expires_at", "must be later than send_at, or than now without one");
        }
    }
}
