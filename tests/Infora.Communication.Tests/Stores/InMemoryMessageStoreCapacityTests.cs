using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.TestSupport.Stores;

namespace Infora.Communication.Tests.Stores;

public sealed class InMemoryMessageStoreCapacityTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task AddAsync_DropsTheOldestFinishedMessages_BeyondItsCapacity()
    {
        var store = Open(capacity: 3);
        var waiting = await AddAsync(store, 0, MessageStatus.Queued);
        var finished = await AddAsync(store, 1, MessageStatus.Sent);
        var sending = await AddAsync(store, 2, MessageStatus.Sending);
        var later = await AddAsync(store, 3, MessageStatus.Failed);

        (await IdsAsync(store)).Should().Equal(later, sending, waiting);

        var last = await AddAsync(store, 4, MessageStatus.Queued);
        (await IdsAsync(store)).Should().Equal(last, sending, waiting);
        (await store.FindAsync(finished, CancellationToken.None)).Should().BeNull();
    }

    [Fact]
    public async Task AddAsync_KeepsAllThatIsStillToBeSent_AndMakesRoomOnceItIs()
    {
        var store = Open(capacity: 2);
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await AddAsync(store, i, MessageStatus.Queued));
        }

        (await IdsAsync(store)).Should().HaveCount(5);

        foreach (var claimed in await store.ClaimDueAsync(10, Now.AddHours(1), Now.AddHours(2), CancellationToken.None))
        {
            var sent = claimed.State with { Status = MessageStatus.Sent, NextAttemptAt = null };
            await store.CompleteAsync([new MessageCompletion(sent, [], [])], CancellationToken.None);
        }

        (await IdsAsync(store)).Should().Equal(ids[4], ids[3]);
    }

    [Fact]
    public async Task AddAsync_ForgetsTheKeysOfDroppedMessages()
    {
        var store = Open(capacity: 1);
        for (var i = 0; i < 3; i++)
        {
            var message = SampleMessages.Queued(Now.AddSeconds(i)).With(state => state with
            {
                Status = MessageStatus.Sent,
                IdempotencyKey = $"k{i % 2}",
            });
            (await store.AddAsync(message, CancellationToken.None)).Added.Should().BeTrue();
        }
    }

    [Fact]
    public async Task CountAsync_StillCountsWhatWasDropped()
    {
        var store = Open(capacity: 1);
        for (var i = 0; i < 5; i++)
        {
            await AddAsync(store, i, MessageStatus.Sent);
        }

        await store.RebuildAsync(CancellationToken.None);

        (await IdsAsync(store)).Should().ContainSingle();
        var day = DateOnly.FromDateTime(Now.UtcDateTime);
        (await store.CountAsync(day, day, CancellationToken.None)).Single().Messages.Should().Be(5);
        (await store.CompareAsync(day, day, CancellationToken.None)).Should().Be(0);
    }

    private static InMemoryMessageStore Open(int capacity) =>
        new(new InMemoryProviderStore(TimeProvider.System), new InMemorySendingStateStore(), capacity);

    private static async Task<Guid> AddAsync(InMemoryMessageStore store, int second, MessageStatus status)
    {
        var message = SampleMessages.Queued(Now.AddSeconds(second)).With(state => state with { Status = status });
        await store.AddAsync(message, CancellationToken.None);
        return message.State.Id;
    }

    private static async Task<IEnumerable<Guid>> IdsAsync(InMemoryMessageStore store) =>
        (await store.ListAsync(new MessageQuery(), CancellationToken.None)).Select(message => message.State.Id);
}
