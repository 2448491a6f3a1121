using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.Messages;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Reports;

/// <summary>Writes what reports change on messages as sets, in one round trip however many they are.</summary>
internal static class PostgreSqlReports
{
    private static readonly SetColumns<MessageEntity> Changed = new SetColumns<MessageEntity>()
        .Time("delivered_at", row => row.DeliveredAt)
        .Time("opened_at", row => row.OpenedAt)
        .Time("clicked_at", row => row.ClickedAt)
        .Time("complained_at", row => row.ComplainedAt)
        .Time("unsubscribed_at", row => row.UnsubscribedAt)
        .With(MessageColumns.Outcome);

    private static readonly SetColumns<MessageEntity> Given = new SetColumns<MessageEntity>().Add("id", "uuid", row => row.Id).With(Changed);

    /// <summary>The rows are locked, so that what they were counted as is known here.</summary>
    public static async Task WriteAsync(
        DbContext context, IReadOnlyList<(MessageEntity Row, MessageCompletion Completion)> reported, CancellationToken cancellationToken)
    {
        if (reported.Count > 0)
        {
            var tally = new MessageTally();
            foreach (var (row, completion) in reported)
            {
                tally.Remove(row);
                row.Apply(completion.State);
                tally.Add(row);
            }

            await WriteRowsAsync(context, reported, cancellationToken).ConfigureAwait(false);
            context.AddRange(tally.Changes);
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteRowsAsync(
        DbContext context, IReadOnlyList<(MessageEntity Row, MessageCompletion Completion)> reported, CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(context);
        await using (batch.ConfigureAwait(false))
        {
            batch.LookUpByKeys().Add(
                $"""
                UPDATE {DatabaseDialect.Table<MessageEntity>(context)} AS message
                SET {string.Join(", ", Changed.All.Select(column => $"{column} = given.{column}"))}
                FROM {Given.Rows()} WHERE message.id = given.id
                """,
                Given.Arrays([.. reported.Select(one => one.Row)]));
            var events = reported.SelectMany(one => one.Completion.Events.Select(happened => happened.ToEntity(one.Row.Id))).ToList();
            batch.Add(
                $"""
                INSERT INTO {DatabaseDialect.Table<MessageEventEntity>(context)} ({MessageColumns.Events.Names})
                SELECT {MessageColumns.Events.Names} FROM {MessageColumns.Events.Rows()} ORDER BY place
                """,
                MessageColumns.Events.Arrays(events));
            await batch.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
