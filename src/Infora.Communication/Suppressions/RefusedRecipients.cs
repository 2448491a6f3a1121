using Infora.Communication.Delivery;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Microsoft.Extensions.Logging;

namespace Infora.Communication.Suppressions;

/// <summary>Suppresses recipients of whom a provider says that they declined or do not exist.</summary>
internal sealed partial class RefusedRecipients(
    ISuppressionStore store, IMessageStore messages, TimeProvider time, ILogger<RefusedRecipients> logger)
{
    /// <summary>How far two refusals of an address lie apart at least: servers have refused everybody as unknown for hours.</summary>
    private static readonly TimeSpan ApartAtLeast = TimeSpan.FromDays(1);

    /// <summary>How many of an address' earlier messages are looked through.</summary>
    private const int Earlier = 20;

    private const int LongestNote = 500;

    public async Task NoteAsync(IReadOnlyList<MessageOffer> offers, IReadOnlyList<ProviderResult> results, CancellationToken cancellationToken)
    {
        var suppressions = new List<Suppression>();
        try
        {
            for (var i = 0; i < offers.Count; i++)
            {
                if (await JudgeAsync(offers[i], results[i], cancellationToken).ConfigureAwait(false) is { } suppression)
                {
                    suppressions.Add(suppression);
                }
            }

            if (suppressions.Count > 0)
            {
                await store.AddAsync(suppressions, cancellationToken).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // The provider has answered: its answer must be recorded whatever becomes of this, and the next message says the same again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotSuppressed(logger, offers[0].State.Id, offers.Count, exception);
        }
    }

    private async Task<Suppression?> JudgeAsync(MessageOffer offer, ProviderResult result, CancellationToken cancellationToken)
    {
        if (result is not { Status: SendStatus.Rejected, Error: { Permanent: true } error })
        {
            return null;
        }

        var (state, recipient) = (offer.State, offer.Rendered!.Content.Recipient);
        if (error.Code is ErrorCode.OptedOut)
        {
            // What was refused shows how far it goes: a refused receipt, that it goes for everything.
            return New(state, recipient, state.Category is MessageCategory.Promotional ? state.Category : null, SuppressionReason.Vendor, error);
        }

        return IsUnknownMailbox(state, error) && await WasUnknownBeforeAsync(state, recipient, cancellationToken).ConfigureAwait(false)
            ? New(state, recipient, null, SuppressionReason.HardBounce, error)
            : null;
    }

    /// <summary>RFC 3463: 5.1.1 is a mailbox that does not exist, and nothing else is as sure.</summary>
    private static bool IsUnknownMailbox(MessageRecord state, SendError error) =>
        state.Channel is MessageChannel.Email
        && error is { Code: ErrorCode.InvalidRecipient, ProviderCode: { } code } && code.EndsWith(" 5.1.1", StringComparison.Ordinal);

    /// <summary>Whether the address was refused a day ago or more, and nothing was taken for it since.</summary>
    private async Task<bool> WasUnknownBeforeAsync(MessageRecord state, string recipient, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var earlier = await messages.ListAsync(
            new MessageQuery { Channel = state.Channel, Recipient = recipient, Limit = Earlier }, cancellationToken).ConfigureAwait(false);
        foreach (var message in earlier.Select(found => found.State).Where(found => found.Id != state.Id))
        {
            if (IsTaken(message))
            {
                return false;
            }

            if (IsRefused(message) && await LastAskedAsync(message.Id, cancellationToken).ConfigureAwait(false) <= now - ApartAtLeast)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<DateTimeOffset?> LastAskedAsync(Guid messageId, CancellationToken cancellationToken)
    {
        var history = await messages.GetHistoryAsync(messageId, cancellationToken).ConfigureAwait(false);
        return history.Attempts.Count > 0 ? history.Attempts[^1].StartedAt : null;
    }

    private static bool IsTaken(MessageRecord message) => message.Status is MessageStatus.Sent or MessageStatus.Delivered;

    private static bool IsRefused(MessageRecord message) =>
        message.Status is MessageStatus.Failed && message.Error is { } error && IsUnknownMailbox(message, error);

    private Suppression New(MessageRecord state, string recipient, MessageCategory? category, SuppressionReason reason, SendError error)
    {
        var note = $"{error.ProviderCode} {error.Message}".Trim();
        return new Suppression
        {
            Channel = state.Channel,
            Recipient = RecipientKey.Of(state.Channel, recipient),
            Category = category,
            Reason = reason,
            Note = note.Length > LongestNote ? note[..LongestNote] : note,
            SourceMessageId = state.Id,
            CreatedAt = time.GetUtcNow(),
        };
    }

    [LoggerMessage(1801, LogLevel.Error, "Recipients of {Count} messages, {MessageId} first, could not be put on the suppression list.")]
    private static partial void LogNotSuppressed(ILogger logger, Guid messageId, int count, Exception exception);
}
