using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.Statistics;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Statistics;

/// <summary>Looks after the counters of the messages in the database.</summary>
internal sealed class EntityFrameworkMessageCounts(CommunicationDatabase database) : IMessageCounts
{
    public async Task<int> FoldAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var isAny = await database.ReadAsync(
            (context, token) => context.Set<MessageCountChangeEntity>().AnyAsync(token), cancellationToken).ConfigureAwait(false);
        return isAny
            ? await database.WriteAsync((context, token) => DatabaseDialect.Of(context).FoldCountsAsync(context, limit, token), cancellationToken).ConfigureAwait(false)
            : 0;
    }

    public Task<long> CompareAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        return database.ReadAsync((context, token) => MessageCounts.CountDifferingAsync(context, from, to, token), cancellationToken);
    }

    /// <summary>Others may note changes meanwhile, but not add them up.</summary>
    public Task RebuildAsync(CancellationToken cancellationToken) => database.WriteAloneAsync<MessageCountEntity, bool>(
        async (context, token) =>
        {
            await context.Set<MessageCountEntity>().ExecuteDeleteAsync(token).ConfigureAwait(false);
            await DatabaseDialect.Of(context).RecountAsync(context, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);
}
