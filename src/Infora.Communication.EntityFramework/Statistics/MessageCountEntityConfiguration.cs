using Infora.Communication.EntityFramework.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infora.Communication.EntityFramework.Statistics;

internal sealed class MessageCountEntityConfiguration : IEntityTypeConfiguration<MessageCountEntity>
{
    private const string Table = "communication_message_counts";

    public void Configure(EntityTypeBuilder<MessageCountEntity> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(count => new { count.Day, count.Channel, count.ProviderId, count.CampaignId, count.Status, count.Accepted, count.Currency });
        ConfigureColumns(builder);
        builder.HasIndex(count => count.CampaignId).HasDatabaseName($"ix_{Table}_campaign");
    }

    public static void ConfigureColumns<TRow>(EntityTypeBuilder<TRow> builder)
        where TRow : MessageCountRow
    {
        builder.Property(count => count.Day).HasColumnName("day");
        builder.Property(count => count.Channel).HasName("channel");
        builder.Property(count => count.ProviderId).HasColumnName("provider_id").ValueGeneratedNever();
        builder.Property(count => count.CampaignId).HasColumnName("campaign_id").ValueGeneratedNever();
        builder.Property(count => count.Status).HasName("status");
        builder.Property(count => count.Accepted).HasColumnName("accepted");
        builder.Property(count => count.Currency).HasColumnName("currency");
        builder.Property(count => count.Messages).HasColumnName("messages");
        builder.Property(count => count.Opened).HasColumnName("opened");
        builder.Property(count => count.Clicked).HasColumnName("clicked");
        builder.Property(count => count.Complained).HasColumnName("complained");
        builder.Property(count => count.Unsubscribed).HasColumnName("unsubscribed");
        builder.Property(count => count.Segments).HasColumnName("segments");
        builder.Property(count => count.Cost).HasColumnName("cost");
        builder.Property(count => count.EstimatedCost).HasColumnName("estimated_cost");
    }
}
