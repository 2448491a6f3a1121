using Infora.Communication.EntityFramework.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infora.Communication.EntityFramework.Suppressions;

internal sealed class SuppressionEntityConfiguration : IEntityTypeConfiguration<SuppressionEntity>
{
    public void Configure(EntityTypeBuilder<SuppressionEntity> builder)
    {
        builder.ToTable("communication_suppressions");
        builder.HasKey(suppression => suppression.Id);
        builder.Property(suppression => suppression.Id).HasColumnName("id");
        builder.Property(suppression => suppression.Channel).HasName("channel");
        builder.Property(suppression => suppression.Recipient).HasColumnName("recipient");
        builder.Property(suppression => suppression.Category).HasColumnName("category");
        builder.Property(suppression => suppression.Reason).HasName("reason");
        builder.Property(suppression => suppression.Note).HasColumnName("note");
        builder.Property(suppression => suppression.SourceMessageId).HasColumnName("source_message_id");
        builder.Property(suppression => suppression.CreatedAt).HasTime("created_at");
        builder.HasIndex(suppression => new { suppression.Recipient, suppression.Channel, suppression.Category }).IsUnique()
            .HasDatabaseName("ix_communication_suppressions_recipient");
    }
}
