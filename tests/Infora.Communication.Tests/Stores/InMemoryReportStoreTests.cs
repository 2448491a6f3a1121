using Infora.Communication.TestSupport.Stores;

namespace Infora.Communication.Tests.Stores;

public sealed class InMemoryReportStoreTests : ReportStoreContract
{
    protected override Task<StoreSet> OpenAsync(TimeProvider time) => InMemoryStores.OpenAsync(time);
}
