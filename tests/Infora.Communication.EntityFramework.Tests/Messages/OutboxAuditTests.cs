using Infora.Communication.Campaigns;
using Infora.Communication.EntityFramework.Tests.Databases;
using Infora.Communication.EntityFramework.Tests.Stores;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.TestSupport.Stores;

namespace Infora.Communication.EntityFramework.Tests.Messages;

/// <summary>What the audit finds in a database.</summary>
public sealed class OutboxAuditTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [SkippableTheory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task AuditAsync_CountsWhatNeverComesToItsTurn(string kind)
    {
        using var database = await TestDatabase.CreateAsync(kind);
        await using var host = await EntityFrameworkHost.StartAsync(database, TimeProvider.System);
        var stores = host.Stores();
        var undated = SampleMessages.Queued(Now).With(state => state with { NextAttemptAt = null });
        await stores.Messages.AddRangeAsync([SampleMessages.Queued(Now), undated], CancellationToken.None);
        foreach (var status in new[] { CampaignStatus.Draft, CampaignStatus.Running, CampaignStatus.Paused })
        {
            await AddAsync(stores, status, SampleMessages.Queued(Now));
        }

        (await UndatedAsync(stores)).Should().Be(1);
        await AddAsync(stores, CampaignStatus.Running, undated);
        (await UndatedAsync(stores)).Should().Be(2);
        await AddAsync(stores, CampaignStatus.Completed, SampleMessages.Queued(Now));
        await AddAsync(stores, CampaignStatus.Cancelled, SampleMessages.Queued(Now));
        (await UndatedAsync(stores)).Should().Be(4);
    }

    private static Task AddAsync(StoreSet stores, CampaignStatus status, StoredMessage recipient) => stores.Campaigns.AddAsync(
        new Campaign
        {
            Channel = MessageChannel.Email,
            Name = "January",
            TemplateId = 1,
            Status = status,
            CompletedAt = status is CampaignStatus.Completed or CampaignStatus.Cancelled ? Now : null,
        },
        [recipient],
        CancellationToken.None);

    private static async Task<long> UndatedAsync(StoreSet stores) =>
        (await ((IOutboxAudit)stores.Outbox).AuditAsync(Now, CancellationToken.None)).Undated;
}
