using Infora.Communication.TestSupport.Stores;

namespace Infora.Communication.EntityFramework.Tests.Stores;

public sealed class PostgreSqlReportStoreTests : ReportStoreContract
{
    protected override Task<StoreSet> OpenAsync(TimeProvider time) => EntityFrameworkHost.OpenStoresAsync("PostgreSQL", time);
}
