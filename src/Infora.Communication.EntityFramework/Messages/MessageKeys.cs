using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>Finds messages by their idempotency keys.</summary>
internal static class MessageKeys
{
    /// <summary>The stored messages that have the keys of the given ones.</summary>
    public static async Task<IReadOnlyList<MessageEntity>> FindAsync(
        DbContext context, IEnumerable<MessageEntity> given, CancellationToken cancellationToken)
    {
        var found = new List<MessageEntity>();
        foreach (var channel in given.Where(message => message.IdempotencyKey is not null).GroupBy(message => message.Channel))
        {
            var keys = channel.Select(message => message.IdempotencyKey!).Distinct().ToList();
            found.AddRange(await context.Set<MessageEntity>().AsNoTracking()
                .Where(message => message.Channel == channel.Key && keys.Contains(message.IdempotencyKey!))
                .ToListAsync(cancellationToken).ConfigureAwait(false));
        }

        return found;
    }
}
