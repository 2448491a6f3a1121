using Infora.Communication.EntityFramework.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infora.Communication.EntityFramework.Outbox;

internal sealed class SendingSwitchEntityConfiguration : IEntityTypeConfiguration<SendingSwitchEntity>
{
    public void Configure(EntityTypeBuilder<SendingSwitchEntity> builder)
    {
        builder.ToTable("communication_sending");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(row => row.Paused).HasColumnName("paused");
        builder.Property(row => row.Reason).HasColumnName("reason");
        builder.Property(row => row.ChangedAt).HasTime("changed_at");
    }
}
