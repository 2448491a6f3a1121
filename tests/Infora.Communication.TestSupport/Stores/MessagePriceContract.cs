using Infora.Communication.Messages;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>Which messages a vendor is asked about for their price, in every store.</summary>
public abstract class MessagePriceContract : OutboxContract
{
    [SkippableFact]
    public async Task ClaimDuePricesAsync_GivesTheLongestDueFirst_AndMovesThemOn()
    {
        var second = await SentAsync(Now);
        var first = await SentAsync(Now.AddMinutes(-1));
        await SentAsync(Now.AddMilliseconds(1));
        await SentAsync(priceDueAt: null);

        var one = await ClaimPricesAsync(1);
        var rest = await ClaimPricesAsync(10);

        one.Single().Id.Should().Be(first);
        rest.Single().Id.Should().Be(second);
        one.Concat(rest).Should().OnlyContain(message => message.PriceDueAt == Now.AddHours(1));
        (await FindAsync(first)).Should().BeEquivalentTo(one.Single());
        (await ClaimPricesAsync(10)).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task ClaimDuePricesAsync_TellsTheStateThatTheNextLookGoesBy_AndEndsWhereThereIsNone()
    {
        var id = await SentAsync(Now);

        var claimed = await Stores.Messages.ClaimDuePricesAsync(
            10,
            Now,
            message => message is { Status: MessageStatus.Sent, ProviderMessageId: "SM1", PriceDueAt: not null } ? null : Now.AddHours(1),
            CancellationToken.None);

        claimed.Single().Should().BeEquivalentTo(await FindAsync(id));
        claimed.Single().PriceDueAt.Should().BeNull();
        Time.Advance(TimeSpan.FromDays(1));
        (await ClaimPricesAsync(10)).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task ClaimDuePricesAsync_NeverGivesOneMessageTwice_WhenManyClaimAtOnce()
    {
        await AddAsync(300, state => Sent(state, Now));

        var claims = await InParallelAsync(8, async _ =>
        {
            var mine = new List<Guid>();
            while (await ClaimPricesAsync(7) is { Count: > 0 } claimed)
            {
                mine.AddRange(claimed.Select(message => message.Id));
            }

            return mine;
        });

        var all = claims.SelectMany(mine => mine).ToList();
        all.Should().OnlyHaveUniqueItems();

        // A claimer passes over what another is just taking, so the last look may find a few that were left.
        all.Count.Should().Be(300 - (await ClaimPricesAsync(1_000)).Count);
    }

    [SkippableFact]
    public async Task APriceIsDue_AfterTheOutcomeIsWritten_AndNotAfterTheChangeThatKnowsIt()
    {
        var asked = await ClaimNewAsync();
        var known = await ClaimNewAsync();
        await Outbox.CompleteAsync(
            [
                new MessageCompletion(Sent(asked, Now.AddMinutes(1)) with { Cost = new Money(0.8m, "KES") }, [], []),
                new MessageCompletion(Sent(known, priceDueAt: null), [], []),
            ],
            CancellationToken.None);
        Time.Advance(TimeSpan.FromMinutes(1));

        var (message, changed) = await Stores.Messages.ChangeAsync(
            (await ClaimPricesAsync(10)).Single().Id,
            state => new MessageCompletion(state with { PriceDueAt = null, Segments = 2, Cost = new Money(0.00750m, "USD") }, [], []),
            CancellationToken.None);

        changed.Should().BeTrue();
        message!.State.Id.Should().Be(asked.Id);
        var found = await FindAsync(asked.Id);
        (found.Status, found.PriceDueAt, found.Segments, found.Cost).Should().Be((MessageStatus.Sent, null, 2, new Money(0.0075m, "USD")));
        (await EventsAsync(asked.Id)).Should().BeEmpty();
        Time.Advance(TimeSpan.FromDays(1));
        (await ClaimPricesAsync(10)).Should().BeEmpty();
    }

    private static MessageRecord Sent(MessageRecord state, DateTimeOffset? priceDueAt) => state with
    {
        Status = MessageStatus.Sent,
        ProviderId = 3,
        ProviderMessageId = "SM1",
        NextAttemptAt = null,
        SentAt = state.QueuedAt,
        PriceDueAt = priceDueAt,
    };

    private async Task<Guid> SentAsync(DateTimeOffset? priceDueAt) => (await AddAsync(1, state => Sent(state, priceDueAt))).Single().State.Id;

    private Task<IReadOnlyList<MessageRecord>> ClaimPricesAsync(int limit) =>
        Stores.Messages.ClaimDuePricesAsync(limit, Now, _ => Now.AddHours(1), CancellationToken.None);
}
