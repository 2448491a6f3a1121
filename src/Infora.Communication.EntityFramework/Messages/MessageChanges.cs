using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Messages;

/// <summary>Changes one message while its row is locked, so that nobody else changes it between reading and writing.</summary>
internal static class MessageChanges
{
    public static async Task<(StoredMessage? Message, bool Changed)> ChangeAsync(
        DbContext context, Guid id, Func<MessageRecord, MessageCompletion?> change, CancellationToken cancellationToken)
    {
        var sql = $$"""
            SELECT * FROM {{DatabaseDialect.Table<MessageEntity>(context)}} WHERE id = {0} {{DatabaseDialect.Of(context).RowLock}}
            """;
        var rows = await context.Set<MessageEntity>().FromSqlRaw(sql, id).AsTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
        if (rows is not [var row])
        {
            return (null, false);
        }

        var completion = change(row.ToRecord());
        if (completion is not null)
        {
            row.Apply(completion.State);
            context.AddRange(completion.Attempts.Select(attempt => attempt.ToEntity(id)));
            context.AddRange(completion.Events.Select(happened => happened.ToEntity(id)));
            await context.SaveCountedAsync(cancellationToken).ConfigureAwait(false);
        }

        var messages = await rows.WithContentAsync(context, cancellationToken).ConfigureAwait(false);
        return (messages[0], completion is not null);
    }
}
