using Infora.Communication;
using Infora.Communication.Alerts;
using Infora.Communication.Campaigns;
using Infora.Communication.Delivery;
using Infora.Communication.Email;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Reports;
using Infora.Communication.Sms;
using Infora.Communication.Sms.Budgets;
using Infora.Communication.Sms.Prices;
using Infora.Communication.Statistics;
using Infora.Communication.Suppressions;
using Infora.Communication.Templates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Registration lives where every host looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds the library to a host.</summary>
public static class CommunicationServiceCollectionExtensions
{
    /// <summary>
    /// Adds email and SMS: <see cref="IEmailSender"/>, <see cref="ISmsSender"/>, <see cref="IMessageOutbox"/>,
    /// <see cref="ITemplateRenderer"/> and all that they need, with settings from the configuration section
    /// <c>Communication</c>. Until persistence is added, everything is kept in memory and gone when the process ends.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes settings after the configuration was read.</param>
    /// <returns>A builder to add providers and persistence with. Calling this again adds nothing twice.</returns>
    public static CommunicationBuilder AddInforaCommunication(
        this IServiceCollection services, Action<CommunicationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = new CommunicationBuilder(services);
        if (services.All(descriptor => descriptor.ServiceType != typeof(ProviderTypes)))
        {
            AddOptions(services);
            AddStores(services);
            AddProviders(services);
            AddSuppressions(services);
            AddReports(services);
            AddMessages(services);
            AddPlugins(builder);
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        return builder;
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<CommunicationOptions>().ValidateOnStart();
        services.AddOptions<TemplateOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<CommunicationOptions>>(provider =>
            new SectionOptions<CommunicationOptions>(provider.GetService<IConfiguration>(), CommunicationOptions.SectionName));
        services.AddSingleton<IConfigureOptions<TemplateOptions>>(provider =>
            new SectionOptions<TemplateOptions>(provider.GetService<IConfiguration>(), $"{CommunicationOptions.SectionName}:Templates"));
        services.AddSingleton<IOptionsChangeTokenSource<CommunicationOptions>>(provider =>
            new SectionChangeToken<CommunicationOptions>(provider.GetService<IConfiguration>()));
        services.AddSingleton<IValidateOptions<CommunicationOptions>, CommunicationOptionsValidator>();
        services.AddSingleton<IValidateOptions<CommunicationOptions>, CommunicationOptionsAttributesValidator>();
        services.AddSingleton<CommunicationEnvironment>();
    }

    private static void AddStores(IServiceCollection services)
    {
        services.TryAddSingleton<IProviderStore, InMemoryProviderStore>();
        services.TryAddSingleton<ITemplateStore, InMemoryTemplateStore>();
        services.TryAddSingleton<InMemorySendingStateStore>();
        services.TryAddSingleton<ISendingStateStore>(provider => provider.GetRequiredService<InMemorySendingStateStore>());
        services.TryAddSingleton(provider => new InMemoryMessageStore(
            provider.GetRequiredService<IProviderStore>(), provider.GetRequiredService<InMemorySendingStateStore>()));
        services.TryAddSingleton<IMessageStore>(provider => provider.GetRequiredService<InMemoryMessageStore>());
        services.TryAddSingleton<IOutboxStore>(provider => provider.GetRequiredService<InMemoryMessageStore>());
        services.TryAddSingleton<IMessageCounts>(provider => provider.GetRequiredService<InMemoryMessageStore>());
        services.TryAddSingleton<IAlertStore, InMemoryAlertStore>();
        services.TryAddSingleton<ICampaignStore, InMemoryCampaignStore>();
        services.TryAddSingleton<ISuppressionStore, InMemorySuppressionStore>();
        services.TryAddSingleton<IReportStore>(provider => new InMemoryReportStore(
            provider.GetRequiredService<InMemoryMessageStore>(), provider.GetRequiredService<ISuppressionStore>()));
        services.AddSingleton<IHostedService, InMemoryStoreWarning>();
    }

    private static void AddProviders(IServiceCollection services)
    {
        services.AddSingleton<ProviderTypes>();
        services.AddSingleton<HostProviders>();
        services.AddSingleton<HostProviderRegistration>();
        services.AddSingleton<ProviderPlugins>();
        services.AddSingleton(provider => new ProviderCatalogue(
            provider.GetRequiredService<ProviderTypes>(),
            provider.GetRequiredService<IProviderStore>(),
            provider.GetRequiredService<HostProviders>(),
            provider.GetRequiredService<HostProviderRegistration>(),
            provider.GetRequiredService<ProviderPlugins>(),
            provider.GetRequiredService<CommunicationEnvironment>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ProviderTester(
            provider.GetRequiredService<ProviderCatalogue>(),
            provider.GetRequiredService<ProviderCall>(),
            provider.GetRequiredService<IOptionsMonitor<CommunicationOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ProviderTester>>()));
        services.AddSingleton<IHostedService, HostProviderValidation>();
    }

    private static void AddSuppressions(IServiceCollection services)
    {
        services.AddSingleton<SuppressionCheck>();
        services.AddSingleton<RefusedRecipients>();
        services.AddSingleton<PromotionalMail>();
        services.AddSingleton(provider => new UnsubscribeLinkSource(provider.GetService<IUnsubscribeLinks>()));
        services.AddSingleton(provider => new SuppressionList(
            provider.GetRequiredService<ISuppressionStore>(),
            provider.GetRequiredService<IMessageStore>(),
            provider.GetRequiredService<IOptionsMonitor<CommunicationOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    private static void AddReports(IServiceCollection services)
    {
        services.AddSingleton<ReportSignal>();
        services.AddSingleton<ReportIntake>();
        services.AddSingleton<ReportJudge>();
        services.AddSingleton(provider => new WebhookAddresses(provider.GetRequiredService<IOptionsMonitor<CommunicationOptions>>()));
        services.AddSingleton(provider => new WebhookReceiver(
            provider.GetRequiredService<ProviderCatalogue>(),
            provider.GetRequiredService<ReportIntake>(),
            provider.GetRequiredService<IOptionsMonitor<CommunicationOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WebhookReceiver>>()));
        services.AddSingleton<ReportService>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ReportService>());
    }

    private static void AddMessages(IServiceCollection services)
    {
        services.TryAddSingleton<ITemplateRenderer>(provider => new LiquidTemplateRenderer(
            provider.GetRequiredService<IOptions<TemplateOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<CommunicationEnvironment>().TimeZone));
        services.AddSingleton<TemplateLookup>();
        services.AddSingleton<TemplateRendering>();
        services.AddSingleton(provider => new TemplateCatalogue(
            provider.GetRequiredService<ITemplateStore>(),
            provider.GetRequiredService<ITemplateRenderer>(),
            provider.GetRequiredService<TemplateRendering>(),
            provider.GetRequiredService<ProviderCatalogue>()));
        services.AddSingleton<MessageAcceptance>();
        services.AddSingleton<EmailAcceptance>();
        services.AddSingleton<SmsAcceptance>();
        services.AddSingleton<MessageRendering>();
        services.AddSingleton<ProviderRouter>();
        services.AddSingleton<MonthlyBudgets>();
        services.AddSingleton<SafePickup>();
        services.AddSingleton<ProviderCall>();
        services.AddSingleton<AlertDesk>();
        services.AddSingleton<FreedPlaces>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<ICommunicationEvents, AlertNotices>());
        services.AddSingleton<RecentTemplates>();
        services.AddSingleton<Admissions>();
        services.AddSingleton<ProviderTurns>();
        services.AddSingleton<ProviderClosing>();
        services.AddSingleton<DeliveryAlerts>();
        services.AddSingleton<ProviderOffering>();
        services.AddSingleton<MessageDelivery>();
        services.AddSingleton<DirectDelivery>();
        services.TryAddSingleton<IEmailSender, EmailSender>();
        services.TryAddSingleton<ISmsSender, SmsSender>();
        AddOutbox(services);
        services.AddSingleton<CampaignRecipients>();
        services.AddSingleton(provider => new CampaignAudiences(
            provider.GetServices<AudienceRegistration>(), provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton<CampaignAcceptance>();
        services.AddSingleton<CampaignFilling>();
        services.AddSingleton<CampaignEstimator>();
        services.AddSingleton<CampaignControl>();
        services.AddSingleton<CampaignSweep>();
        services.AddSingleton<CampaignDispatch>();
        services.TryAddSingleton<ICampaigns, StoredCampaigns>();
        services.AddSingleton(provider => new StatisticsReader(
            provider.GetRequiredService<IMessageStore>(),
            provider.GetRequiredService<ISendingStateStore>(),
            provider.GetRequiredService<ICampaignStore>(),
            provider.GetRequiredService<ProviderCatalogue>(),
            provider.GetRequiredService<CommunicationEnvironment>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    private static void AddOutbox(IServiceCollection services)
    {
        services.TryAddSingleton<IDispatchTrigger, LocalDispatchTrigger>();
        services.AddSingleton<OutcomeWriter>();
        services.AddSingleton<SendConditions>();
        services.AddSingleton<SendWindows>();
        services.AddSingleton<DispatchGroups>();
        services.AddSingleton<QueuedDelivery>();
        services.AddSingleton<DispatchSweep>();
        services.AddSingleton(provider => new SendingState(
            provider.GetRequiredService<ISendingStateStore>(), provider.GetRequiredService<IDispatchTrigger>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new MessageControl(
            provider.GetRequiredService<IMessageStore>(),
            provider.GetRequiredService<CampaignControl>(),
            provider.GetRequiredService<SuppressionCheck>(),
            provider.GetRequiredService<IDispatchTrigger>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OutboxAuditor>();
        services.AddSingleton(provider => new SendingHealthReader(
            provider.GetRequiredService<SendingState>(),
            provider.GetRequiredService<IAlertStore>(),
            provider.GetRequiredService<OutboxAuditor>(),
            provider.GetRequiredService<CommunicationEnvironment>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<MessagesInFlight>();
        services.AddSingleton<DeliverySlots>();
        services.AddSingleton<LeaseWatch>();
        services.AddSingleton<MessageDispatcher>();
        services.AddSingleton<IMessageDispatcher>(provider => provider.GetRequiredService<MessageDispatcher>());
        services.AddSingleton<IHostedService, Dispatcher>();
        services.AddSingleton<SmsPriceReader>();
        services.AddSingleton<IHostedService, SmsPriceService>();
        services.AddSingleton<OutboxAcceptance>();
        services.AddSingleton<StoreOutboxWriter>();
        services.AddSingleton(provider => new MessageOutboxFactory(
            provider.GetRequiredService<OutboxAcceptance>(),
            provider.GetRequiredService<SuppressionCheck>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddKeyedSingleton(OutboxKeys.Immediate, (provider, _) =>
            provider.GetRequiredService<MessageOutboxFactory>().Create(provider.GetRequiredService<StoreOutboxWriter>()));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IMessageOutbox>(OutboxKeys.Immediate));
    }

    /// <summary>Every plugin that the library brings: one line each.</summary>
    private static void AddPlugins(CommunicationBuilder builder) => builder
        .AddSmtpProviderType()
        .AddSendGridProviderType()
        .AddMailgunProviderType()
        .AddSesProviderType()
        .AddHttpEmailProviderType()
        .AddPickupEmailProviderType()
        .AddTwilioProviderType()
        .AddAfricasTalkingProviderType()
        .AddVonageProviderType()
        .AddMessageBirdProviderType()
        .AddHttpSmsProviderType()
        .AddPickupSmsProviderType();
}
