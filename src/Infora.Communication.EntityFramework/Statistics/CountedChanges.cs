using Infora.Communication.EntityFramework.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Statistics;

/// <summary>Saves messages that Entity Framework tracks, and with them by how much they change the counters.</summary>
internal static class CountedChanges
{
    /// <summary>
    /// Saves what the context tracks. Whoever changes messages through Entity Framework calls this instead of
    /// <c>SaveChangesAsync</c>, and has locked those that it changes.
    /// </summary>
    public static async Task SaveCountedAsync(this DbContext context, CancellationToken cancellationToken)
    {
        var tally = new MessageTally();
        foreach (var entry in context.ChangeTracker.Entries<MessageEntity>())
        {
            if (entry.State is EntityState.Modified or EntityState.Deleted)
            {
                tally.Remove((MessageEntity)entry.OriginalValues.ToObject());
            }

            if (entry.State is EntityState.Added or EntityState.Modified)
            {
                tally.Add(entry.Entity);
            }
        }

        context.AddRange(tally.Changes);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }
}
