using Infora.Communication.Alerts;
using Infora.Communication.Campaigns;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Reports;
using Infora.Communication.Suppressions;
using Infora.Communication.Templates;
using Infora.Communication.TestSupport.Stores;

namespace Infora.Communication.Tests.Stores;

internal static class InMemoryStores
{
    public static Task<StoreSet> OpenAsync(TimeProvider time)
    {
        var providers = new InMemoryProviderStore(time);
        var sending = new InMemorySendingStateStore();
        var messages = new InMemoryMessageStore(providers, sending);
        var suppressions = new InMemorySuppressionStore();
        return Task.FromResult(new StoreSet
        {
            Messages = messages,
            Outbox = messages,
            Counts = messages,
            Sending = sending,
            Alerts = new InMemoryAlertStore(),
            Providers = providers,
            Templates = new InMemoryTemplateStore(time),
            Campaigns = new InMemoryCampaignStore(messages, time),
            Suppressions = suppressions,
            Reports = new InMemoryReportStore(messages, suppressions),
        });
    }
}
