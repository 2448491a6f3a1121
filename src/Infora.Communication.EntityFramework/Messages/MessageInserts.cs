using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>Stores messages and finds, for those whose idempotency key is taken, the message that has it.</summary>
internal static class MessageInserts
{
    public static async Task<IReadOnlyList<(StoredMessage Message, bool Added)>> AddAsync(
        DbContext context, IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken)
    {
        var rows = messages.Select(message => message.ToEntity()).ToList();
        var stored = await DatabaseDialect.Of(context).InsertAsync(context, rows, cancellationToken).ConfigureAwait(false);
        if (stored.Count == messages.Count)
        {
            return [.. messages.Select(message => (message, true))];
        }

        var found = await MessageKeys.FindAsync(context, rows.Where(row => !stored.Contains(row.Id)), cancellationToken).ConfigureAwait(false);
        var earlier = (await found.WithContentAsync(context, cancellationToken).ConfigureAwait(false))
            .ToDictionary(message => (message.State.Channel, message.State.IdempotencyKey));
        return
        [
            .. messages.Select(message => stored.Contains(message.State.Id)
                ? (message, true)
                : (earlier[(message.State.Channel, message.State.IdempotencyKey)], false)),
        ];
    }
}
