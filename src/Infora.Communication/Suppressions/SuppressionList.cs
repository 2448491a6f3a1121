using Infora.Communication.Messages;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Suppressions;

/// <summary>
/// Who is not written to. A message to a suppressed recipient ends <see cref="MessageStatus.Suppressed"/>, whoever sends it:
/// it is looked for as a message is accepted and again just before it is handed to a provider.
/// </summary>
public sealed class SuppressionList
{
    private const int LongestNote = 500;

    private readonly ISuppressionStore _store;
    private readonly IMessageStore _messages;
    private readonly IOptionsMonitor<CommunicationOptions> _options;
    private readonly TimeProvider _time;

    internal SuppressionList(
        ISuppressionStore store, IMessageStore messages, IOptionsMonitor<CommunicationOptions> options, TimeProvider time) =>
        (_store, _messages, _options, _time) = (store, messages, options, time);

    /// <summary>
    /// Adds a suppression. Where there is one for the same channel, recipient and category it stays as it is: the first
    /// reason is the one that counts.
    /// </summary>
    /// <param name="draft">The suppression.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    public async Task<SuppressionChange> AddAsync(SuppressionDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var errors = new List<FieldError>();
        var recipient = Read(draft.Channel, draft.Recipient, errors);
        if (draft.Note?.Length > LongestNote)
        {
            errors.Add(new FieldError("note", $"must have at most {LongestNote} characters"));
        }

        if (recipient is null || errors.Count > 0)
        {
            return new SuppressionChange(null, false, errors);
        }

        var suppression = new Suppression
        {
            Channel = draft.Channel,
            Recipient = recipient,
            Category = draft.Category,
            Reason = draft.Reason,
            Note = draft.Note,
            SourceMessageId = draft.SourceMessageId,
            CreatedAt = _time.GetUtcNow(),
        };
        var (stored, added) = (await _store.AddAsync([suppression], cancellationToken).ConfigureAwait(false))[0];
        return new SuppressionChange(stored, added, []);
    }

    /// <summary>Takes a suppression away; messages that it stopped stay as they are.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops before it is taken away.</param>
    /// <returns>False where there is none with the id.</returns>
    public Task<bool> RemoveAsync(int id, CancellationToken cancellationToken = default) => _store.RemoveAsync(id, cancellationToken);

    /// <summary>One suppression, or null.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<Suppression?> FindAsync(int id, CancellationToken cancellationToken = default) => _store.FindAsync(id, cancellationToken);

    /// <summary>Lists suppressions, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<IReadOnlyList<Suppression>> ListAsync(SuppressionQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Recipient is not { } text)
        {
            return await _store.ListAsync(query, cancellationToken).ConfigureAwait(false);
        }

        var channel = query.Channel ?? (text.Contains('@', StringComparison.Ordinal) ? MessageChannel.Email : MessageChannel.Sms);

        // What is no address and no number is kept of nobody.
        return Read(channel, text, []) is { } recipient
            ? await _store.ListAsync(query with { Recipient = recipient }, cancellationToken).ConfigureAwait(false)
            : [];
    }

    /// <summary>What stops messages of a category to a recipient.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="recipient">The address, or the number as people write it.</param>
    /// <param name="category">The category of the messages.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>Null where nothing does.</returns>
    /// <exception cref="ArgumentException"><paramref name="recipient"/> is no address or number.</exception>
    public async Task<Suppression?> FindAsync(
        MessageChannel channel, string recipient, MessageCategory category, CancellationToken cancellationToken = default)
    {
        var errors = new List<FieldError>();
        var key = Read(channel, recipient, errors) ?? throw new ArgumentException($"The recipient {errors[0].Message}.", nameof(recipient));
        var found = await _store.FindAsync(channel, [key], cancellationToken).ConfigureAwait(false);
        return found.FirstOrDefault(suppression => suppression.Stops(category));
    }

    /// <summary>Carries out what a recipient wants who followed an unsubscribe link. Doing it again changes nothing.</summary>
    /// <param name="target">What the link stands for.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    /// <returns>The suppression that is there now.</returns>
    /// <exception cref="ArgumentException">The target's recipient is no address or number.</exception>
    public async Task<Suppression> UnsubscribeAsync(UnsubscribeTarget target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        var change = await AddAsync(
            new SuppressionDraft
            {
                Channel = target.Channel,
                Recipient = target.Recipient,
                Category = target.Category,
                Reason = SuppressionReason.Unsubscribed,
                SourceMessageId = target.MessageId,
            },
            cancellationToken).ConfigureAwait(false);
        if (change.Suppression is not { } suppression)
        {
            throw new ArgumentException($"The recipient {change.Errors[0].Message}.", nameof(target));
        }

        if (change.Added)
        {
            var now = _time.GetUtcNow();
            await NoteAsync(target, "unsubscribed", message => message with { UnsubscribedAt = message.UnsubscribedAt ?? now }, cancellationToken).ConfigureAwait(false);
        }

        return suppression;
    }

    /// <summary>
    /// Takes back what <see cref="UnsubscribeAsync"/> did. Only what came of the recipient's own will is taken away; what
    /// others added, or a bounce, stays.
    /// </summary>
    /// <param name="target">What the link stands for.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    /// <returns>What still stops such messages; null where nothing does.</returns>
    /// <exception cref="ArgumentException">The target's recipient is no address or number.</exception>
    public async Task<Suppression?> ResubscribeAsync(UnsubscribeTarget target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        var errors = new List<FieldError>();
        var key = Read(target.Channel, target.Recipient, errors) ?? throw new ArgumentException($"The recipient {errors[0].Message}.", nameof(target));
        var found = await _store.FindAsync(target.Channel, [key], cancellationToken).ConfigureAwait(false);
        foreach (var own in found.Where(suppression => suppression.Category == target.Category && IsOwnWill(suppression.Reason)))
        {
            if (await _store.RemoveAsync(own.Id, cancellationToken).ConfigureAwait(false))
            {
                await NoteAsync(target, "resubscribed", message => message with { UnsubscribedAt = null }, cancellationToken).ConfigureAwait(false);
            }
        }

        return await FindAsync(target.Channel, key, target.Category, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the recipient wanted it, and so may take it back.</summary>
    internal static bool IsOwnWill(SuppressionReason reason) =>
        reason is SuppressionReason.Unsubscribed or SuppressionReason.Stop or SuppressionReason.Complaint;

    private string? Read(MessageChannel channel, string text, List<FieldError> errors)
    {
        if (RecipientKey.TryRead(channel, text, _options.CurrentValue.DefaultRegion, out var key, out var error))
        {
            return key;
        }

        errors.Add(new FieldError("recipient", error, ErrorCode.InvalidRecipient));
        return null;
    }

    /// <summary>The message may be past its retention.</summary>
    private async Task NoteAsync(
        UnsubscribeTarget target, string happened, Func<MessageRecord, MessageRecord> change, CancellationToken cancellationToken)
    {
        if (target.MessageId is { } id)
        {
            await _messages.ChangeAsync(
                id, message => new MessageCompletion(change(message), [], [new MessageEvent(happened, _time.GetUtcNow())]), cancellationToken).ConfigureAwait(false);
        }
    }
}
