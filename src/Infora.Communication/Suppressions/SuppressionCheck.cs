using Infora.Communication.Messages;
using Infora.Communication.Outbox;

namespace Infora.Communication.Suppressions;

/// <summary>Finds the messages that must not be sent. Those who ask at the same time share one look-up.</summary>
internal sealed class SuppressionCheck
{
    private readonly ISuppressionStore _store;
    private readonly GroupCommit<IReadOnlyCollection<string>, ILookup<string, Suppression>> _email;
    private readonly GroupCommit<IReadOnlyCollection<string>, ILookup<string, Suppression>> _sms;

    public SuppressionCheck(ISuppressionStore store)
    {
        _store = store;
        _email = LookUps(MessageChannel.Email);
        _sms = LookUps(MessageChannel.Sms);
    }

    /// <param name="messages">Messages of any channel.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was found of each, in their order.</returns>
    public async Task<IReadOnlyList<SuppressionFinding>> AskAsync(IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken)
    {
        var keys = messages.Select(message => message.Content is { } content ? Keys.Of(message.State.Channel, content) : null).ToList();
        var byChannel = new Dictionary<MessageChannel, ILookup<string, Suppression>>();
        foreach (var channel in messages.Select(message => message.State.Channel).Distinct())
        {
            var recipients = keys.Zip(messages)
                .Where(pair => pair.First is not null && pair.Second.State.Channel == channel)
                .SelectMany(pair => pair.First!.All).ToHashSet(StringComparer.Ordinal);
            byChannel[channel] = await (channel is MessageChannel.Email ? _email : _sms).AddAsync(recipients)
                .WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return [.. messages.Zip(keys, (message, own) => Judge(message, own, byChannel[message.State.Channel]))];
    }

    /// <summary>What stops a message, or null.</summary>
    public async Task<Suppression?> FindAsync(StoredMessage message, CancellationToken cancellationToken) =>
        (await AskAsync([message], cancellationToken).ConfigureAwait(false))[0].Suppression;

    /// <summary>One who is only copied in is left out; the message is stopped where it was written to somebody else.</summary>
    private static SuppressionFinding Judge(StoredMessage message, Keys? keys, ILookup<string, Suppression> suppressions)
    {
        if (keys is null)
        {
            return new SuppressionFinding(message, null, 0);
        }

        if (Of(keys.To) is { } suppression)
        {
            return new SuppressionFinding(message, suppression, 0);
        }

        var content = message.Content!;
        var cc = content.Cc.Where((_, i) => Of(keys.Cc[i]) is null).ToList();
        var bcc = content.Bcc.Where((_, i) => Of(keys.Bcc[i]) is null).ToList();
        var leftOut = content.Cc.Count - cc.Count + content.Bcc.Count - bcc.Count;
        return leftOut is 0
            ? new SuppressionFinding(message, null, 0)
            : new SuppressionFinding(message with { Content = content with { Cc = cc, Bcc = bcc } }, null, leftOut);

        Suppression? Of(string recipient) => suppressions[recipient].FirstOrDefault(found => found.Stops(message.State.Category));
    }

    private GroupCommit<IReadOnlyCollection<string>, ILookup<string, Suppression>> LookUps(MessageChannel channel) => new(most: 256, async calls =>
    {
        var recipients = calls.SelectMany(call => call).ToHashSet(StringComparer.Ordinal);
        var found = recipients.Count is 0 ? [] : await _store.FindAsync(channel, recipients, CancellationToken.None).ConfigureAwait(false);
        var byRecipient = found.ToLookup(suppression => suppression.Recipient, StringComparer.Ordinal);
        return [.. calls.Select(_ => byRecipient)];
    });

    private sealed record Keys(string To, IReadOnlyList<string> Cc, IReadOnlyList<string> Bcc)
    {
        public IEnumerable<string> All => Cc.Concat(Bcc).Prepend(To);

        public static Keys Of(MessageChannel channel, MessageContent content) => new(
            RecipientKey.Of(channel, content.Recipient),
            [.. content.Cc.Select(address => RecipientKey.Of(channel, address.Address))],
            [.. content.Bcc.Select(address => RecipientKey.Of(channel, address.Address))]);
    }
}

/// <summary>What was found of a message.</summary>
/// <param name="Message">The message as it may be sent: without those copied in who are suppressed.</param>
/// <param name="Suppression">What stops it, or null.</param>
/// <param name="LeftOut">How many of those copied in were left out.</param>
internal sealed record SuppressionFinding(StoredMessage Message, Suppression? Suppression, int LeftOut)
{
    /// <summary>What is noted on the message, beside its outcome.</summary>
    public string? Detail => LeftOut is 0 ? null : $"Not sent to {LeftOut} of its cc and bcc recipients, who are suppressed.";
}
