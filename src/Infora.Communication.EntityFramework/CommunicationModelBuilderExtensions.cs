using Infora.Communication.EntityFramework.Alerts;
using Infora.Communication.EntityFramework.Campaigns;
using Infora.Communication.EntityFramework.Messages;
using Infora.Communication.EntityFramework.Outbox;
using Infora.Communication.EntityFramework.Providers;
using Infora.Communication.EntityFramework.Reports;
using Infora.Communication.EntityFramework.Statistics;
using Infora.Communication.EntityFramework.Suppressions;
using Infora.Communication.EntityFramework.Templates;

#pragma warning disable IDE0130 // Configuration of a model lives where every OnModelCreating looks for it.
namespace Microsoft.EntityFrameworkCore;
#pragma warning restore IDE0130

/// <summary>Adds the library's tables to a model.</summary>
public static class CommunicationModelBuilderExtensions
{
    /// <summary>
    /// Adds the library's tables, all named <c>communication_…</c>, to the model of the host's own context. Call it in
    /// <c>OnModelCreating</c>, and add a migration after installing and after each update of the package.
    /// </summary>
    /// <param name="modelBuilder">The model, of a context on PostgreSQL or SQLite.</param>
    /// <returns>The model.</returns>
    public static ModelBuilder UseInforaCommunication(this ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        return modelBuilder
            .ApplyConfiguration(new ProviderEntityConfiguration())
            .ApplyConfiguration(new EmailTemplateEntityConfiguration())
            .ApplyConfiguration(new SmsTemplateEntityConfiguration())
            .ApplyConfiguration(new MessageEntityConfiguration())
            .ApplyConfiguration(new MessageContentEntityConfiguration())
            .ApplyConfiguration(new MessageAttachmentEntityConfiguration())
            .ApplyConfiguration(new MessageAttemptEntityConfiguration())
            .ApplyConfiguration(new MessageEventEntityConfiguration())
            .ApplyConfiguration(new MessageCountEntityConfiguration())
            .ApplyConfiguration(new MessageCountChangeEntityConfiguration())
            .ApplyConfiguration(new CampaignEntityConfiguration())
            .ApplyConfiguration(new ProviderStateEntityConfiguration())
            .ApplyConfiguration(new TurnEntityConfiguration())
            .ApplyConfiguration(new SendingSwitchEntityConfiguration())
            .ApplyConfiguration(new CancellationEntityConfiguration())
            .ApplyConfiguration(new AlertEntityConfiguration())
            .ApplyConfiguration(new SuppressionEntityConfiguration())
            .ApplyConfiguration(new ReportEntityConfiguration());
    }
}
