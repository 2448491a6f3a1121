using Infora.Communication.EntityFramework.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infora.Communication.EntityFramework.Alerts;

internal sealed class AlertEntityConfiguration : IEntityTypeConfiguration<AlertEntity>
{
    public void Configure(EntityTypeBuilder<AlertEntity> builder)
    {
        builder.ToTable("communication_alerts");
        builder.HasKey(alert => alert.Id);
        builder.Property(alert => alert.Id).HasColumnName("id");
        builder.Property(alert => alert.Cause).HasColumnName("cause");
        builder.Property(alert => alert.Day).HasColumnName("day");
        builder.Property(alert => alert.Kind).HasName("kind");
        builder.Property(alert => alert.Severity).HasName("severity");
        builder.Property(alert => alert.Message).HasColumnName("message");
        builder.Property(alert => alert.ProviderId).HasColumnName("provider_id");
        builder.Property(alert => alert.CampaignId).HasColumnName("campaign_id");
        builder.Property(alert => alert.RaisedAt).HasTime("raised_at");
        builder.Property(alert => alert.ClearedAt).HasTime("cleared_at");
        builder.HasIndex(alert => new { alert.Cause, alert.Day }).IsUnique().HasDatabaseName("ix_communication_alerts_cause");
    }
}
