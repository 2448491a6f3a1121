using System.Globalization;
using Infora.Communication.Messages;

namespace Infora.Communication.CrashTests.Runs;

/// <summary>What the store says of all messages of a run.</summary>
internal sealed class Tally
{
    private readonly List<StoredMessage> _messages = [];

    /// <summary>How many tries the store calls uncertain: each may stand for a mail that arrived once more than it says.</summary>
    public int UncertainTries { get; private set; }

    public int Total => _messages.Count;

    public static async Task<Tally> TakeAsync(IMessageStore store, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        IReadOnlyList<StoredMessage> page;
        Guid? after = null;
        do
        {
            page = await store.ListAsync(new MessageQuery { After = after, Limit = 500 }, cancellationToken);
            tally._messages.AddRange(page);
            after = page.Count > 0 ? page[^1].State.Id : after;
        }
        while (page.Count > 0);

        // One try that was taken is no news; where there was more, the history tells.
        foreach (var message in tally._messages.Where(message => message.State is not { Status: MessageStatus.Sent, AttemptCount: 1 }))
        {
            var history = await store.GetHistoryAsync(message.State.Id, cancellationToken);
            tally.UncertainTries += history.Attempts.Count(attempt => attempt.Outcome is SendStatus.Uncertain);
        }

        return tally;
    }

    /// <summary>Whether nothing is queued, being sent, or to be sent again.</summary>
    public static async Task<bool> IsSettledAsync(IMessageStore store, CancellationToken cancellationToken)
    {
        // Looked at before and after: what was uncertain at the first look may be queued again at the second.
        if (await IsUnderWayAsync(store, cancellationToken))
        {
            return false;
        }

        var uncertain = await store.ListAsync(new MessageQuery { Status = MessageStatus.Uncertain, Limit = 10_000 }, cancellationToken);
        return uncertain.All(message => message.State.NextAttemptAt is null) && !await IsUnderWayAsync(store, cancellationToken);
    }

    private static async Task<bool> IsUnderWayAsync(IMessageStore store, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var counts = await store.CountAsync(today.AddDays(-1), today.AddDays(1), cancellationToken);
        return counts.Any(count => count is { Status: MessageStatus.Queued or MessageStatus.Sending, Messages: not 0 });
    }

    public int CountOf(MessageStatus status) => _messages.Count(message => message.State.Status == status);

    public int CountOf(Func<MessageRecord, bool> which) => _messages.Count(message => which(message.State));

    public IReadOnlySet<string> RecipientsOf(MessageStatus status) =>
        _messages.Where(message => message.State.Status == status).Select(message => message.Content!.Recipient).ToHashSet();

    public override string ToString() => string.Join(", ", _messages
        .GroupBy(message => (message.State.Status, message.State.WaitingFor))
        .OrderBy(group => group.Key)
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key.Status}{Reason(group.Key.WaitingFor)}")));

    private static string Reason(WaitingFor? waiting) => waiting is null ? "" : $" (waits for {waiting})";
}
