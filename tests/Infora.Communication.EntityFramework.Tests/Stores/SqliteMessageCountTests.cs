using Infora.Communication.TestSupport.Stores;

namespace Infora.Communication.EntityFramework.Tests.Stores;

public sealed class SqliteMessageCountTests : MessageCountContract
{
    protected override Task<StoreSet> OpenAsync(TimeProvider time) => EntityFrameworkHost.OpenStoresAsync("SQLite", time);
}
