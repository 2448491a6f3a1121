using Infora.Communication.EntityFramework.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infora.Communication.EntityFramework.Providers;

internal sealed class ProviderEntityConfiguration : IEntityTypeConfiguration<ProviderEntity>
{
    public void Configure(EntityTypeBuilder<ProviderEntity> builder)
    {
        builder.ToTable("communication_providers");
        builder.HasKey(provider => provider.Id);
        builder.Property(provider => provider.Id).HasColumnName("id");
        builder.Property(provider => provider.Channel).HasName("channel");
        builder.Property(provider => provider.Name).HasColumnName("name");
        builder.Property(provider => provider.Service).HasColumnName("service");
        builder.Property(provider => provider.Source).HasName("source");
        builder.Property(provider => provider.IsDefault).HasColumnName("is_default");
        builder.Property(provider => provider.IsActive).HasColumnName("is_active");
        builder.Property(provider => provider.Settings).HasColumnName("settings");
        builder.Property(provider => provider.Secrets).HasColumnName("secrets");
        builder.Property(provider => provider.WebhookToken).HasColumnName("webhook_token");
        builder.Property(provider => provider.Version).HasColumnName("version");
        builder.Property(provider => provider.CreatedAt).HasTime("created_at");
        builder.Property(provider => provider.UpdatedAt).HasTime("updated_at");
        builder.HasIndex(provider => new { provider.Channel, provider.Name })
            .IsUnique().HasDatabaseName("ix_communication_providers_name");
    }
}
