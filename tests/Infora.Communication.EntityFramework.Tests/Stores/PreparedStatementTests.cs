using Infora.Communication.EntityFramework.Tests.Databases;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.TestSupport.Stores;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Infora.Communication.EntityFramework.Tests.Stores;

public sealed class PreparedStatementTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 10, 0, 0, 0, TimeSpan.Zero);

    /// <summary>PostgreSQL refuses it once on each connection that it was prepared on.</summary>
    [SkippableFact]
    public async Task AfterAMigrationByAnother_APreparedClaimFailsOnce_AndGoesOn()
    {
        using var database = await TestDatabase.CreateAsync("PostgreSQL");
        await using var host = await EntityFrameworkHost.StartAsync(database, TimeProvider.System);
        var outbox = host.Services.GetRequiredService<IOutboxStore>();
        await host.Services.GetRequiredService<IMessageStore>().AddRangeAsync([.. Enumerable.Range(0, 40).Select(_ => SampleMessages.Queued(Now))], default);
        for (var i = 0; i < 30; i++)
        {
            (await ClaimOneAsync(outbox)).Should().HaveCount(1);
        }

        await database.QueryAsync("ALTER TABLE communication_messages ADD COLUMN added_later int");

        var refusals = new List<string>();
        IReadOnlyList<StoredMessage> claimed = [];
        while (claimed.Count is 0 && refusals.Count < 5)
        {
            try
            {
                claimed = await ClaimOneAsync(outbox);
            }
            catch (PostgresException refused)
            {
                refusals.Add(refused.SqlState);
            }
        }

        claimed.Should().HaveCount(1);
        refusals.Should().NotBeEmpty().And.OnlyContain(state => state == PostgresErrorCodes.FeatureNotSupported);
        (await outbox.ClaimDueAsync(100, Now, Now.AddMinutes(1), default)).Should().HaveCount(9, "no message is lost by it");
    }

    private static Task<IReadOnlyList<StoredMessage>> ClaimOneAsync(IOutboxStore outbox) => outbox.ClaimDueAsync(1, Now, Now.AddMinutes(1), default);
}
