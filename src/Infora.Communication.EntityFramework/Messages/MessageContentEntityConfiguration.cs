using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infora.Communication.EntityFramework.Messages;

internal sealed class MessageContentEntityConfiguration : IEntityTypeConfiguration<MessageContentEntity>
{
    public void Configure(EntityTypeBuilder<MessageContentEntity> builder)
    {
        builder.ToTable("communication_message_contents");
        builder.HasKey(content => content.MessageId);
        builder.Property(content => content.MessageId).HasColumnName("message_id").ValueGeneratedNever();
        builder.Property(content => content.Recipient).HasColumnName("recipient");
        builder.Property(content => content.RecipientKey).HasColumnName("recipient_key");
        builder.Property(content => content.RecipientName).HasColumnName("recipient_name");
        builder.Property(content => content.Subject).HasColumnName("subject");
        builder.Property(content => content.HtmlBody).HasColumnName("html_body");
        builder.Property(content => content.TextBody).HasColumnName("text_body");
        builder.Property(content => content.Variables).HasColumnName("variables");
        builder.Property(content => content.Cc).HasColumnName("cc");
        builder.Property(content => content.Bcc).HasColumnName("bcc");
        builder.Property(content => content.ReplyTo).HasColumnName("reply_to");
        builder.Property(content => content.ReplyToName).HasColumnName("reply_to_name");
        builder.Property(content => content.Headers).HasColumnName("headers");
        builder.Property(content => content.Tags).HasColumnName("tags");
        builder.Property(content => content.Metadata).HasColumnName("metadata");
        builder.Property(content => content.AttachmentCount).HasColumnName("attachment_count");
        builder.HasIndex(content => new { content.RecipientKey, content.MessageId })
            .HasDatabaseName("ix_communication_message_contents_recipient");
        builder.HasMany(content => content.Attachments).WithOne()
            .HasForeignKey(attachment => attachment.MessageId).OnDelete(DeleteBehavior.Cascade);
    }
}
