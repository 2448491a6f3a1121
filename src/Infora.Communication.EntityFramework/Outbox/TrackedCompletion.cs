using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Outbox;

/// <summary>Writes what became of messages through Entity Framework, for a transaction that nobody else writes beside.</summary>
internal static class TrackedCompletion
{
    public static async Task CompleteAsync(
        DbContext context, IReadOnlyList<MessageCompletion> completions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = completions.Select(completion => completion.State.Id).Distinct().ToList();
        var rows = await context.Set<MessageEntity>().AsTracking().Where(message => ids.Contains(message.Id))
            .ToDictionaryAsync(message => message.Id, cancellationToken).ConfigureAwait(false);
        foreach (var completion in completions)
        {
            if (!rows.TryGetValue(completion.State.Id, out var row))
            {
                continue;
            }

            if (Counts(completion.State, row))
            {
                row.ApplyOutcome(completion.State);
            }

            context.AddRange(completion.Attempts.Select(attempt => attempt.ToEntity(row.Id)));
            context.AddRange(completion.Events.Select(happened => happened.ToEntity(row.Id)));
        }

        await MessageCancellations.CancelMetAsync(
            context, [.. rows.Values.Where(row => row.Status is MessageStatus.Queued)], now, cancellationToken).ConfigureAwait(false);
        await ReturnAsync(context, completions, cancellationToken).ConfigureAwait(false);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Who handed a message over knows the truth, also where the message was taken from it meanwhile.</summary>
    private static bool Counts(MessageRecord state, MessageEntity row) => row.Status switch
    {
        MessageStatus.Sending when row.Claim == state.Claim => true,
        MessageStatus.Uncertain => row.HandedTo is not null,
        MessageStatus.Queued or MessageStatus.Sending => row.HandedTo is not null && state.Status is MessageStatus.Sent,
        _ => false,
    };

    private static async Task ReturnAsync(
        DbContext context, IReadOnlyList<MessageCompletion> completions, CancellationToken cancellationToken)
    {
        var places = completions.SelectMany(completion => completion.Returned).ToLookup(place => place.ProviderId, place => place.Day);
        if (places.Count is 0)
        {
            return;
        }

        var ids = places.Select(provider => provider.Key).ToList();
        var states = await context.Set<ProviderStateEntity>().AsTracking().Where(state => ids.Contains(state.ProviderId))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var row in states)
        {
            var state = row.Read();
            foreach (var day in places[row.ProviderId])
            {
                state = state.Take(day, -1);
            }

            row.Count(state);
        }
    }
}
