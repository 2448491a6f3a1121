using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>
/// Puts messages into a host's own context, which stores them with everything else that the host has changed: by its next
/// <c>SaveChanges</c>, in its transaction. Like the context it serves one caller at a time.
/// </summary>
internal sealed class HostContextOutboxWriter : IOutboxWriter
{
    private readonly DbContext _context;

    /// <summary>What the messages of this context change of the counters, and which the context has still to save.</summary>
    private readonly Dictionary<MessageCountKey, MessageCountChangeEntity> _unsavedCounts = [];

    /// <exception cref="InvalidOperationException">The context's model lacks the library's tables.</exception>
    public HostContextOutboxWriter(DbContext context) =>
        _context = context.Model.FindEntityType(typeof(MessageEntity)) is null ? throw DatabaseDialect.MissingModel(context) : context;

    public async Task<IReadOnlyList<(StoredMessage Message, bool Added)>> AddAsync(
        IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken)
    {
        var rows = messages.Select(message => message.ToEntity()).ToList();
        var taken = await TakenAsync(rows, cancellationToken).ConfigureAwait(false);
        var results = new List<(StoredMessage Message, bool Added)>(messages.Count);
        var added = new List<MessageEntity>(messages.Count);
        foreach (var (message, row) in messages.Zip(rows))
        {
            if (row.IdempotencyKey is null || taken.TryAdd((row.Channel, row.IdempotencyKey), message))
            {
                added.Add(row);
                results.Add((message, true));
            }
            else
            {
                results.Add((taken[(row.Channel, row.IdempotencyKey)], false));
            }
        }

        var tally = new MessageTally();
        added.ForEach(tally.Add);
        _context.AddRange(added);
        Count(tally);
        HostCommits.Expect(_context);
        return results;
    }

    public async Task<StoredMessage?> FindByKeyAsync(MessageChannel channel, string idempotencyKey, CancellationToken cancellationToken)
    {
        if (Unsaved().FirstOrDefault(row => row.Channel == channel && row.IdempotencyKey == idempotencyKey) is { } unsaved)
        {
            return Read(unsaved);
        }

        var stored = await _context.Set<MessageEntity>().AsNoTracking()
            .Where(message => message.Channel == channel && message.IdempotencyKey == idempotencyKey)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return (await stored.WithContentAsync(_context, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>
    /// What is stored already is taken back by whoever dispatches, once the transaction is committed: until then a rollback
    /// keeps it. What is not stored yet ends cancelled at once.
    /// </summary>
    public Task CancelAsync(string correlationKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tally = new MessageTally();
        foreach (var row in Unsaved().Where(row => row.CorrelationKey == correlationKey && row is { Status: MessageStatus.Queued } && row.QueuedAt <= now).ToList())
        {
            tally.Remove(row);
            MessageCancellations.Cancel(_context, row, now);
            tally.Add(row);
        }

        Count(tally);

        _context.Add(new CancellationEntity { CorrelationKey = correlationKey, RequestedAt = now });
        HostCommits.Expect(_context);
        return Task.CompletedTask;
    }

    /// <summary>A host that queues one after the other leaves one row behind, not one for each.</summary>
    private void Count(MessageTally tally)
    {
        foreach (var change in tally.Changes)
        {
            var key = MessageCountKey.Of(change);
            if (_unsavedCounts.TryGetValue(key, out var unsaved) && _context.Entry(unsaved).State is EntityState.Added)
            {
                unsaved.Add(change);
            }
            else
            {
                _context.Add(change);
                _unsavedCounts[key] = change;
            }
        }
    }

    private static StoredMessage Read(MessageEntity row) => new(row.ToRecord(), row.Content?.ToRecord(row.Content.Attachments));

    /// <summary>The messages, stored or not, that have the keys of the given ones.</summary>
    private async Task<Dictionary<(MessageChannel Channel, string Key), StoredMessage>> TakenAsync(
        List<MessageEntity> rows, CancellationToken cancellationToken)
    {
        if (!rows.Exists(row => row.IdempotencyKey is not null))
        {
            return [];
        }

        var stored = await MessageKeys.FindAsync(_context, rows, cancellationToken).ConfigureAwait(false);
        var read = await stored.WithContentAsync(_context, cancellationToken).ConfigureAwait(false);
        var unsaved = Unsaved().Where(row => row.IdempotencyKey is not null).Select(Read);
        return read.Concat(unsaved).ToDictionary(message => (message.State.Channel, message.State.IdempotencyKey!));
    }

    /// <summary>The messages that the context is to store. Nobody else changes them, so that changes need not be looked for.</summary>
    private IEnumerable<MessageEntity> Unsaved()
    {
        var detects = _context.ChangeTracker.AutoDetectChangesEnabled;
        _context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return [.. _context.ChangeTracker.Entries<MessageEntity>().Where(entry => entry.State is EntityState.Added).Select(entry => entry.Entity)];
        }
        finally
        {
            _context.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }
}
