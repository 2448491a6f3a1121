using Infora.Communication.Messages;
using Infora.Communication.Outbox;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>What the tests of claims, admissions and outcomes share.</summary>
public abstract class OutboxContract : StoreContract
{
    /// <value>How long a claim holds.</value>
    protected static TimeSpan Lease { get; } = TimeSpan.FromMinutes(1);

    /// <value>The store.</value>
    protected IOutboxStore Outbox => Stores.Outbox;

    /// <summary>Stores queued messages that are due, in the order of their ids.</summary>
    protected async Task<IReadOnlyList<StoredMessage>> AddAsync(int count, Func<MessageRecord, MessageRecord>? change = null)
    {
        var messages = Enumerable.Range(0, count).Select(_ => SampleMessages.Queued(Now).With(change ?? (state => state)))
            .OrderBy(message => message.State.Id).ToList();
        await Stores.Messages.AddRangeAsync(messages, CancellationToken.None);
        return messages;
    }

    /// <summary>Claims what is due.</summary>
    protected Task<IReadOnlyList<StoredMessage>> ClaimAsync(ClaimRoom room) =>
        Outbox.ClaimDueAsync(room, Now, Now + Lease, CancellationToken.None);

    /// <summary>Stores one message and claims it.</summary>
    protected async Task<MessageRecord> ClaimNewAsync(Func<MessageRecord, MessageRecord>? change = null)
    {
        await AddAsync(1, change);
        return (await ClaimAsync(1)).Single().State;
    }

    /// <summary>A claim as a process that lost it finds it: the message was taken over and settled as uncertain.</summary>
    protected async Task<MessageRecord> TakeOverAsync()
    {
        Time.Advance(Lease + TimeSpan.FromMilliseconds(1));
        return (await Outbox.TakeOverAsync(1, Now, Now + Lease, CancellationToken.None)).Single().State;
    }

    /// <summary>Writes an outcome without attempts and events.</summary>
    protected Task CompleteAsync(MessageRecord state) => Outbox.CompleteAsync([new MessageCompletion(state, [], [])], CancellationToken.None);

    /// <summary>The state of a message as it is stored.</summary>
    protected async Task<MessageRecord> FindAsync(Guid id) => (await Stores.Messages.FindAsync(id, CancellationToken.None))!.State;

    /// <summary>The types of a message's events.</summary>
    protected async Task<IEnumerable<string>> EventsAsync(Guid id) =>
        (await Stores.Messages.GetHistoryAsync(id, CancellationToken.None)).Events.Select(happened => happened.Type);
}
