using Infora.Communication.EntityFramework.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infora.Communication.EntityFramework.Outbox;

internal sealed class TurnEntityConfiguration : IEntityTypeConfiguration<TurnEntity>
{
    public void Configure(EntityTypeBuilder<TurnEntity> builder)
    {
        builder.ToTable("communication_turns");
        builder.HasKey(turn => turn.Key);
        builder.Property(turn => turn.Key).HasColumnName("key").HasMaxLength(100);
        builder.Property(turn => turn.NextAt).HasTime("next_at");
    }
}
