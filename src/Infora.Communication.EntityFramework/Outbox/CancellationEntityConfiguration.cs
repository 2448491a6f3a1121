using Infora.Communication.EntityFramework.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infora.Communication.EntityFramework.Outbox;

internal sealed class CancellationEntityConfiguration : IEntityTypeConfiguration<CancellationEntity>
{
    public void Configure(EntityTypeBuilder<CancellationEntity> builder)
    {
        builder.ToTable("communication_cancellations");
        builder.HasKey(cancellation => cancellation.Id);
        builder.Property(cancellation => cancellation.Id).HasColumnName("id");
        builder.Property(cancellation => cancellation.CorrelationKey).HasColumnName("correlation_key");
        builder.Property(cancellation => cancellation.RequestedAt).HasTime("requested_at");
        builder.HasIndex(cancellation => cancellation.CorrelationKey).HasDatabaseName("ix_communication_cancellations_correlation_key");
    }
}
