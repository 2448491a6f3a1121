using Infora.Communication.EntityFramework.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infora.Communication.EntityFramework.Messages;

internal sealed class MessageEntityConfiguration : IEntityTypeConfiguration<MessageEntity>
{
    private const string Table = "communication_messages";

    public void Configure(EntityTypeBuilder<MessageEntity> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(message => message.Id);
        builder.Property(message => message.Id).HasColumnName("id").ValueGeneratedNever();
        ConfigureDelivery(builder);
        ConfigureOutcome(builder);
        ConfigureTimes(builder);
        ConfigureIndexes(builder);
        builder.HasOne(message => message.Content).WithOne()
            .HasForeignKey<MessageContentEntity>(content => content.MessageId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany<MessageAttemptEntity>().WithOne()
            .HasForeignKey(attempt => attempt.MessageId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany<MessageEventEntity>().WithOne()
            .HasForeignKey(happened => happened.MessageId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void ConfigureDelivery(EntityTypeBuilder<MessageEntity> builder)
    {
        builder.Property(message => message.Channel).HasName("channel");
        builder.Property(message => message.Status).HasName("status");

        // A number, unlike other enums: claims go by its order.
        builder.Property(message => message.Priority).HasColumnName("priority");
        builder.Property(message => message.Category).HasName("category");
        builder.Property(message => message.TemplateId).HasColumnName("template_id");
        builder.Property(message => message.CampaignId).HasColumnName("campaign_id");
        builder.Property(message => message.RequestedProviderId).HasColumnName("requested_provider_id");
        builder.Property(message => message.AllowFallback).HasColumnName("allow_fallback");
        builder.Property(message => message.WaitingFor).HasName("waiting_for");
        builder.Property(message => message.IdempotencyKey).HasColumnName("idempotency_key");
        builder.Property(message => message.IdempotencyFingerprint).HasColumnName("idempotency_fingerprint");
        builder.Property(message => message.LeaseOwner).HasColumnName("lease_owner");
        builder.Property(message => message.CorrelationKey).HasColumnName("correlation_key");
        builder.Property(message => message.Condition).HasColumnName("condition");
        builder.Property(message => message.UncertainDelivery).HasName("uncertain_delivery");
        builder.Property(message => message.Claim).HasColumnName("claim");
        builder.Property(message => message.HandedTo).HasColumnName("handed_to");
    }

    private static void ConfigureOutcome(EntityTypeBuilder<MessageEntity> builder)
    {
        builder.Property(message => message.ProviderId).HasColumnName("provider_id");
        builder.Property(message => message.ProviderMessageId).HasColumnName("provider_message_id");
        builder.Property(message => message.Segments).HasColumnName("segments");
        builder.Property(message => message.Cost).HasColumnName("cost");
        builder.Property(message => message.CostCurrency).HasColumnName("cost_currency");
        builder.Property(message => message.EstimatedCost).HasColumnName("estimated_cost");
        builder.Property(message => message.EstimatedCurrency).HasColumnName("estimated_currency");
        builder.Property(message => message.AttemptCount).HasColumnName("attempt_count");
        builder.Property(message => message.CountedTries).HasColumnName("counted_tries");
        builder.Property(message => message.Routing).HasColumnName("routing");
        builder.Property(message => message.ErrorCode).HasName("error_code");
        builder.Property(message => message.ErrorMessage).HasColumnName("error_message");
        builder.Property(message => message.ErrorPermanent).HasColumnName("error_permanent");
        builder.Property(message => message.ErrorHint).HasColumnName("error_hint");
        builder.Property(message => message.ErrorProviderCode).HasColumnName("error_provider_code");
    }

    private static void ConfigureTimes(EntityTypeBuilder<MessageEntity> builder)
    {
        builder.Property(message => message.NextAttemptAt).HasTime("next_attempt_at");
        builder.Property(message => message.PriceDueAt).HasTime("price_due_at");
        builder.Property(message => message.LeaseUntil).HasTime("lease_until");
        builder.Property(message => message.QueuedAt).HasTime("queued_at");
        builder.Property(message => message.QueuedOn).HasColumnName("queued_on");
        builder.Property(message => message.SentAt).HasTime("sent_at");
        builder.Property(message => message.DeliveredAt).HasTime("delivered_at");
        builder.Property(message => message.OpenedAt).HasTime("opened_at");
        builder.Property(message => message.ClickedAt).HasTime("clicked_at");
        builder.Property(message => message.ComplainedAt).HasTime("complained_at");
        builder.Property(message => message.UnsubscribedAt).HasTime("unsubscribed_at");
        builder.Property(message => message.ExpiresAt).HasTime("expires_at");
    }

    /// <summary>
    /// That of due messages holds no other: finished ones, however many, cost a claim nothing. Every list is a walk along
    /// one of these by id, so that a filter which only old messages match does not read all that came after them.
    /// </summary>
    private static void ConfigureIndexes(EntityTypeBuilder<MessageEntity> builder)
    {
        builder.HasIndex(message => new { message.Priority, message.NextAttemptAt })
            .HasFilter("status = 'queued' AND campaign_id IS NULL").HasDatabaseName($"ix_{Table}_due");
        builder.HasIndex(message => new { message.CampaignId, message.NextAttemptAt })
            .HasFilter("status = 'queued' AND campaign_id IS NOT NULL").HasDatabaseName($"ix_{Table}_campaign_due");
        builder.HasIndex(message => new { message.CampaignId, message.QueuedAt })
            .HasFilter("status = 'failed' AND campaign_id IS NOT NULL").HasDatabaseName($"ix_{Table}_campaign_failed");
        // Begins with what is the same in all of it: SQLite then prefers it to the index of the status alone.
        builder.HasIndex(message => new { message.Status, message.NextAttemptAt })
            .HasFilter("status = 'uncertain' AND next_attempt_at IS NOT NULL").HasDatabaseName($"ix_{Table}_uncertain");
        builder.HasIndex(message => message.PriceDueAt)
            .HasFilter("price_due_at IS NOT NULL").HasDatabaseName($"ix_{Table}_price_due");
        builder.HasIndex(message => new { message.Channel, message.NextAttemptAt })
            .HasFilter("status = 'queued' AND waiting_for IS NOT NULL").HasDatabaseName($"ix_{Table}_waiting");
        builder.HasIndex(message => message.CorrelationKey)
            .HasFilter("correlation_key IS NOT NULL").HasDatabaseName($"ix_{Table}_correlation_key");
        builder.HasIndex(message => new { message.Channel, message.IdempotencyKey })
            .IsUnique().HasFilter("idempotency_key IS NOT NULL").HasDatabaseName($"ix_{Table}_idempotency_key");
        builder.HasIndex(message => new { message.Status, message.Id }).HasDatabaseName($"ix_{Table}_status");
        builder.HasIndex(message => new { message.CampaignId, message.Id })
            .HasFilter("campaign_id IS NOT NULL").HasDatabaseName($"ix_{Table}_campaign");
        builder.HasIndex(message => new { message.ProviderId, message.Id })
            .HasFilter("provider_id IS NOT NULL").HasDatabaseName($"ix_{Table}_provider");
        builder.HasIndex(message => new { message.ProviderId, message.SentAt })
            .IsDescending(false, true).HasFilter("sent_at IS NOT NULL").HasDatabaseName($"ix_{Table}_sent");
        builder.HasIndex(message => message.ProviderMessageId)
            .HasFilter("provider_message_id IS NOT NULL").HasDatabaseName($"ix_{Table}_provider_message");
        builder.HasIndex(message => message.QueuedAt).HasDatabaseName($"ix_{Table}_queued");
    }
}
