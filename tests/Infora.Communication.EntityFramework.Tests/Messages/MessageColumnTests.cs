using Infora.Communication.EntityFramework.Databases;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.PostgreSql;
using Microsoft.EntityFrameworkCore;

namespace Infora.Communication.EntityFramework.Tests.Messages;

/// <summary>What PostgreSQL is given as sets has every column of the model: one that is added later is not forgotten.</summary>
public sealed class MessageColumnTests
{
    [Fact]
    public void EveryColumnIsWritten()
    {
        ColumnsOf<MessageEntity>().Should().BeEquivalentTo(MessageColumns.All.All);
        ColumnsOf<MessageContentEntity>().Should().BeEquivalentTo(MessageColumns.Contents.All);
        ColumnsOf<MessageAttachmentEntity>().Should().BeEquivalentTo(MessageColumns.Attachments.All);
        ColumnsOf<MessageAttemptEntity>().Except(["id"]).Should().BeEquivalentTo(MessageColumns.Attempts.All);
        ColumnsOf<MessageEventEntity>().Except(["id"]).Should().BeEquivalentTo(MessageColumns.Events.All);
    }

    private static IEnumerable<string> ColumnsOf<TEntity>()
    {
        using var context = new PostgreSqlCommunicationDbContextFactory().CreateDbContext([]);
        return [.. context.Model.FindEntityType(typeof(TEntity))!.GetProperties().Select(property => property.GetColumnName())];
    }
}
