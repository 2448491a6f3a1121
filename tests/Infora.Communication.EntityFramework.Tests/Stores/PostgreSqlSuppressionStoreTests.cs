using Infora.Communication.TestSupport.Stores;

namespace Infora.Communication.EntityFramework.Tests.Stores;

public sealed class PostgreSqlSuppressionStoreTests : SuppressionStoreContract
{
    protected override Task<StoreSet> OpenAsync(TimeProvider time) => EntityFrameworkHost.OpenStoresAsync("PostgreSQL", time);
}
