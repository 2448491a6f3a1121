using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infora.Communication.EntityFramework.Statistics;

/// <summary>Mostly there are few: the indexes are for a host in which nobody dispatches, and so nobody adds up.</summary>
internal sealed class MessageCountChangeEntityConfiguration : IEntityTypeConfiguration<MessageCountChangeEntity>
{
    private const string Table = "communication_message_count_changes";

    public void Configure(EntityTypeBuilder<MessageCountChangeEntity> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(change => change.Id);
        builder.Property(change => change.Id).HasColumnName("id");
        MessageCountEntityConfiguration.ConfigureColumns(builder);
        builder.HasIndex(change => change.Day).HasDatabaseName($"ix_{Table}_day");
        builder.HasIndex(change => change.CampaignId).HasDatabaseName($"ix_{Table}_campaign");
    }
}
