using Infora.Communication.EntityFramework.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infora.Communication.EntityFramework.Outbox;

internal sealed class ProviderStateEntityConfiguration : IEntityTypeConfiguration<ProviderStateEntity>
{
    public void Configure(EntityTypeBuilder<ProviderStateEntity> builder)
    {
        builder.ToTable("communication_provider_states");
        builder.HasKey(state => state.ProviderId);
        builder.Property(state => state.ProviderId).HasColumnName("provider_id").ValueGeneratedNever();
        builder.Property(state => state.Day).HasColumnName("day");
        builder.Property(state => state.Today).HasColumnName("today");
        builder.Property(state => state.Month).HasColumnName("month");
        builder.Property(state => state.ThisMonth).HasColumnName("this_month");
        builder.Property(state => state.ClosedUntil).HasTime("closed_until");
        builder.Property(state => state.ClosedVersion).HasColumnName("closed_version");
        builder.Property(state => state.ClosedCode).HasName("closed_code");
        builder.Property(state => state.ClosedMessage).HasColumnName("closed_message");
        builder.Property(state => state.ClosedPermanent).HasColumnName("closed_permanent");
        builder.Property(state => state.ClosedHint).HasColumnName("closed_hint");
        builder.Property(state => state.ClosedProviderCode).HasColumnName("closed_provider_code");
    }
}
