using System.Collections.Concurrent;
using Infora.Communication.EntityFramework.Tests.Databases;
using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.TestSupport.Stores;

namespace Infora.Communication.EntityFramework.Tests.Stores;

/// <summary>Several hosts on one database, as processes are: each with its own stores, all of them sending at once.</summary>
public sealed class SharedDatabaseTests
{
    private const int Messages = 1_200;
    private const int Limit = 700;

    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [SkippableTheory]
    [InlineData("SQLite", 2)]
    [InlineData("PostgreSQL", 4)]
    public async Task EveryMessageIsHandedOverOnce_AndALimitHoldsExactly(string kind, int hosts)
    {
        using var database = await TestDatabase.CreateAsync(kind);
        var processes = new List<EntityFrameworkHost>();
        for (var i = 0; i < hosts; i++)
        {
            processes.Add(await EntityFrameworkHost.StartAsync(database, TimeProvider.System));
        }

        var stores = processes[0].Stores();
        var provider = (await stores.Providers.AddAsync(
            new ProviderRecord { Channel = MessageChannel.Email, Name = "Mail", Service = "scripted" }, CancellationToken.None))!;
        await stores.Messages.AddRangeAsync(
            [.. Enumerable.Range(0, Messages).Select(number => SampleMessages.Queued(Now).With(state => state with { CorrelationKey = $"invoice-{number}" }))],
            CancellationToken.None);
        var handedOver = new ConcurrentBag<Guid>();

        await Task.WhenAll(processes.SelectMany(process => Enumerable.Range(0, 4).Select(worker =>
            Task.Run(() => SendAsync(process.Stores(), provider, 5 + (worker * 9), handedOver)))));

        handedOver.Should().OnlyHaveUniqueItems().And.HaveCount(Limit);
        var taken = (await stores.Sending.ListProvidersAsync(CancellationToken.None))[provider.Id];
        (taken.Today, taken.ThisMonth).Should().Be((Limit, Limit));
        var counts = await stores.Messages.CountAsync(Day, Day, CancellationToken.None);
        counts.ToLookup(count => count.Status, count => count.Messages).ToDictionary(status => status.Key, status => status.Sum())
            .Should().BeEquivalentTo(new Dictionary<MessageStatus, long> { [MessageStatus.Sent] = Limit, [MessageStatus.Queued] = Messages - Limit });
        (await stores.Counts.CompareAsync(Day, Day, CancellationToken.None)).Should().Be(0);
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }
    }

    /// <summary>Claims, is admitted and records until the limit is reached; every tenth place is given back, to be taken by another.</summary>
    private static async Task SendAsync(StoreSet stores, ProviderRecord provider, int room, ConcurrentBag<Guid> handedOver)
    {
        while (await ClaimAsync(stores, room) is { Count: > 0 } claimed)
        {
            var request = new AdmissionRequest
            {
                Channel = MessageChannel.Email,
                ProviderId = provider.Id,
                ProviderVersion = provider.Version,
                Messages = [.. claimed.Select(state => new AdmissionCandidate(state.Id, state.Claim) { QueuedAt = state.QueuedAt, CorrelationKey = state.CorrelationKey })],
                Now = Now,
                Day = Day,
                DailyLimit = Limit,
            };
            await stores.Outbox.ExtendLeasesAsync([.. claimed.Select(state => new MessageClaim(state.Id, state.Claim))], Now.AddHours(2), CancellationToken.None);
            var admission = await stores.Outbox.AdmitAsync(request, CancellationToken.None);
            var completions = claimed.Select((state, position) => Complete(state, admission, position, provider.Id)).ToList();
            completions.Where(completion => completion.State.Status is MessageStatus.Sent).ToList()
                .ForEach(completion => handedOver.Add(completion.State.Id));
            await stores.Outbox.CompleteAsync(completions, CancellationToken.None);
        }
    }

    private static async Task<IReadOnlyList<MessageRecord>> ClaimAsync(StoreSet stores, int room) =>
        [.. (await stores.Outbox.ClaimDueAsync(room, Now, Now.AddHours(1), CancellationToken.None)).Select(message => message.State)];

    private static MessageCompletion Complete(MessageRecord state, Admission admission, int position, int providerId)
    {
        var isGranted = admission.Granted.Contains(state.Id);
        if (isGranted && position % 10 is 9)
        {
            return new MessageCompletion(state with { Status = MessageStatus.Queued }, [], []) { Returned = [new ReturnedPlace(providerId, Day)] };
        }

        return isGranted
            ? new MessageCompletion(state with { Status = MessageStatus.Sent, SentAt = Now, NextAttemptAt = null }, [], [new MessageEvent("sent", Now)])
            : new MessageCompletion(state with { Status = MessageStatus.Queued, NextAttemptAt = NextAttempt(admission) }, [], []);
    }

    /// <summary>A refused message waits while all places are taken for good, and comes again while some are only borrowed.</summary>
    private static DateTimeOffset NextAttempt(Admission admission) => admission.Today >= Limit ? Now.AddDays(1) : Now;
}
