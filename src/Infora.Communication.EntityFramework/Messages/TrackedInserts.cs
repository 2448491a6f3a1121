using Infora.Communication.EntityFramework.Statistics;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>
/// Inserts messages through Entity Framework, in portions, so that ten thousand of them are not all tracked at once. Only for
/// a transaction that nobody else writes beside.
/// </summary>
internal static class TrackedInserts
{
    private const int Portion = 500;

    /// <summary>Stores those whose ids are not there yet.</summary>
    /// <returns>The ids of those that were stored.</returns>
    public static async Task<HashSet<Guid>> InsertNewAsync(
        DbContext context, IEnumerable<MessageEntity> messages, CancellationToken cancellationToken)
    {
        var stored = new HashSet<Guid>();
        foreach (var portion in messages.Chunk(Portion))
        {
            var ids = portion.Select(message => message.Id).ToList();
            var there = await context.Set<MessageEntity>().Where(message => ids.Contains(message.Id)).Select(message => message.Id)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            stored.UnionWith(await InsertAsync(context, portion.ExceptBy(there, message => message.Id), cancellationToken).ConfigureAwait(false));
        }

        return stored;
    }

    /// <returns>The ids of those that were stored; one whose idempotency key is taken is left out.</returns>
    public static async Task<HashSet<Guid>> InsertAsync(
        DbContext context, IEnumerable<MessageEntity> messages, CancellationToken cancellationToken)
    {
        var stored = new HashSet<Guid>();
        foreach (var portion in messages.Chunk(Portion))
        {
            var taken = (await MessageKeys.FindAsync(context, portion, cancellationToken).ConfigureAwait(false))
                .Select(message => (message.Channel, message.IdempotencyKey)).ToHashSet();
            var free = portion.Where(message => message.IdempotencyKey is null || taken.Add((message.Channel, message.IdempotencyKey))).ToList();
            context.AddRange(free);
            await context.SaveCountedAsync(cancellationToken).ConfigureAwait(false);
            context.ChangeTracker.Clear();
            stored.UnionWith(free.Select(message => message.Id));
        }

        return stored;
    }
}
