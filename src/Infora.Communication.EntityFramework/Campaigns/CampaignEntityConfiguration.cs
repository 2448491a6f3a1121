using Infora.Communication.Campaigns;
using Infora.Communication.EntityFramework.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infora.Communication.EntityFramework.Campaigns;

internal sealed class CampaignEntityConfiguration : IEntityTypeConfiguration<CampaignEntity>
{
    public void Configure(EntityTypeBuilder<CampaignEntity> builder)
    {
        builder.ToTable("communication_campaigns");
        builder.HasKey(campaign => campaign.Id);
        builder.Property(campaign => campaign.Id).HasColumnName("id");
        builder.Property(campaign => campaign.Channel).HasName("channel");
        builder.Property(campaign => campaign.Name).HasColumnName("name");
        builder.Property(campaign => campaign.TemplateId).HasColumnName("template_id");
        builder.Property(campaign => campaign.Variables).HasColumnName("variables");
        builder.Property(campaign => campaign.ProviderId).HasColumnName("provider_id");
        builder.Property(campaign => campaign.Category).HasName("category");
        builder.Property(campaign => campaign.Status).HasName("status");
        builder.Property(campaign => campaign.ScheduledAt).HasTime("scheduled_at");
        builder.Property(campaign => campaign.MaxDelay).HasConversion<DurationConverter>().HasColumnName("max_delay_us").HasDefaultValue(Campaign.DefaultMaxDelay);
        builder.Property(campaign => campaign.MessagesPerSecond).HasColumnName("messages_per_second");
        builder.Property(campaign => campaign.Budget).HasColumnName("budget");
        builder.Property(campaign => campaign.BudgetCurrency).HasColumnName("budget_currency");
        builder.Property(campaign => campaign.AllowPartial).HasColumnName("allow_partial");
        builder.Property(campaign => campaign.Audience).HasColumnName("audience");
        builder.Property(campaign => campaign.IsFilled).HasColumnName("is_filled").HasDefaultValue(true).HasSentinel(true);
        builder.Property(campaign => campaign.Estimate).HasColumnName("estimate");
        builder.Property(campaign => campaign.Reason).HasColumnName("reason");
        builder.Property(campaign => campaign.Version).HasColumnName("version");
        builder.Property(campaign => campaign.CreatedAt).HasTime("created_at");
        builder.Property(campaign => campaign.StartedAt).HasTime("started_at");
        builder.Property(campaign => campaign.CompletedAt).HasTime("completed_at");
        builder.HasIndex(campaign => campaign.Status).HasDatabaseName("ix_communication_campaigns_status");
    }
}
