using Infora.Communication.EntityFramework.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infora.Communication.EntityFramework.Reports;

internal sealed class ReportEntityConfiguration : IEntityTypeConfiguration<ReportEntity>
{
    private const string Table = "communication_reports";

    public void Configure(EntityTypeBuilder<ReportEntity> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(report => report.Id);
        builder.Property(report => report.Id).HasColumnName("id");
        builder.Property(report => report.Channel).HasName("channel");
        builder.Property(report => report.ProviderId).HasColumnName("provider_id");
        builder.Property(report => report.ReceivedAt).HasTime("received_at");
        builder.Property(report => report.DueAt).HasTime("due_at");
        builder.Property(report => report.Report).HasColumnName("report");
        builder.HasIndex(report => report.DueAt).HasFilter("due_at IS NOT NULL").HasDatabaseName($"ix_{Table}_due");
        builder.HasIndex(report => report.Id).HasFilter("due_at IS NULL").HasDatabaseName($"ix_{Table}_unmatched");
    }
}
