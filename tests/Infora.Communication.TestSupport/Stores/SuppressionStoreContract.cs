using Infora.Communication.Messages;
using Infora.Communication.Suppressions;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>Suppressions, in every store.</summary>
public abstract class SuppressionStoreContract : StoreContract
{
    private ISuppressionStore Store => Stores.Suppressions;

    [SkippableFact]
    public async Task AddAsync_KeepsEveryField()
    {
        var given = Of("ann@example.com", MessageCategory.Promotional) with
        {
            Reason = SuppressionReason.Complaint,
            Note = "Marked as spam – by Gmail.",
            SourceMessageId = Guid.CreateVersion7(Now),
        };

        var (stored, added) = await AddAsync(given);
        var (least, _) = await AddAsync(Of("+254712345678") with { Channel = MessageChannel.Sms, Reason = SuppressionReason.Stop });

        added.Should().BeTrue();
        stored.Id.Should().BePositive();
        stored.Should().Be(given with { Id = stored.Id });
        (await Store.ListAsync(new SuppressionQuery(), CancellationToken.None)).Should().Equal(least, stored);
        (await Store.FindAsync(stored.Id, CancellationToken.None)).Should().Be(stored);
        (await Store.FindAsync(stored.Id + 1_000, CancellationToken.None)).Should().BeNull();
    }

    [SkippableFact]
    public async Task AddAsync_KeepsTheFirst_OfAChannelRecipientAndCategory()
    {
        var (first, _) = await AddAsync(Of("ann@example.com") with { Reason = SuppressionReason.HardBounce });

        var (again, added) = await AddAsync(Of("ann@example.com") with { Reason = SuppressionReason.Manual, CreatedAt = Now.AddHours(1) });
        var (promotional, _) = await AddAsync(Of("ann@example.com", MessageCategory.Promotional));
        var (sms, _) = await AddAsync(Of("ann@example.com") with { Channel = MessageChannel.Sms });

        added.Should().BeFalse();
        again.Should().Be(first);
        new[] { first.Id, promotional.Id, sms.Id }.Should().OnlyHaveUniqueItems();
    }

    [SkippableFact]
    public async Task AddAsync_StoresEachOnce_WhenASetNamesOneTwice()
    {
        var results = await Store.AddAsync([Of("b@example.com"), Of("a@example.com"), Of("b@example.com")], CancellationToken.None);

        results.Select(result => result.Suppression.Recipient).Should().Equal("b@example.com", "a@example.com", "b@example.com");
        results.Count(result => result.Added).Should().Be(2);
        results[0].Suppression.Should().Be(results[2].Suppression);
    }

    [SkippableFact]
    public async Task AddAsync_StoresOneRow_WhenManyAddItAtOnce()
    {
        var results = await InParallelAsync(40, index => AddAsync(Of($"{index % 2}@example.com")));

        results.Count(result => result.Added).Should().Be(2);
        results.Select(result => result.Suppression.Id).Distinct().Should().HaveCount(2);
        (await Store.ListAsync(new SuppressionQuery(), CancellationToken.None)).Should().HaveCount(2);
    }

    [SkippableFact]
    public async Task AddAsync_DoesNotLockUp_WhenSetsAreInDifferentOrders()
    {
        string[] recipients = [.. Enumerable.Range(0, 20).Select(index => $"{index}@example.com")];

        var results = await InParallelAsync(8, index => Store.AddAsync(
            [.. (index % 2 is 0 ? recipients : recipients.Reverse()).Select(recipient => Of(recipient))], CancellationToken.None));

        results.SelectMany(result => result).Count(result => result.Added).Should().Be(recipients.Length);
    }

    [SkippableFact]
    public async Task RemoveAsync_TakesOneAway_Once()
    {
        var (ann, _) = await AddAsync(Of("ann@example.com"));
        var (promotional, _) = await AddAsync(Of("ann@example.com", MessageCategory.Promotional));

        (await Store.RemoveAsync(ann.Id, CancellationToken.None)).Should().BeTrue();
        (await Store.RemoveAsync(ann.Id, CancellationToken.None)).Should().BeFalse();

        (await FindAsync("ann@example.com")).Should().Equal(promotional);
        (await AddAsync(Of("ann@example.com"))).Added.Should().BeTrue("it may be added again");
    }

    [SkippableFact]
    public async Task FindAsync_GivesAllOfManyRecipients_AndOfNobodyElse()
    {
        var (all, _) = await AddAsync(Of("ann@example.com"));
        var (promotional, _) = await AddAsync(Of("ann@example.com", MessageCategory.Promotional));
        var (bob, _) = await AddAsync(Of("bob@example.com"));
        await AddAsync(Of("eve@example.com"));
        await AddAsync(Of("bob@example.com", MessageCategory.Promotional) with { Channel = MessageChannel.Sms });
        var many = Enumerable.Range(0, 2_000).Select(index => $"{index}@example.com");

        var found = await FindAsync(["ann@example.com", "bob@example.com", "ann@example.com", .. many]);

        found.Should().BeEquivalentTo([all, promotional, bob]);
        (await FindAsync()).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task ListAsync_GivesNewestFirst_ByPage()
    {
        for (var i = 0; i < 5; i++)
        {
            await AddAsync(Of($"{i}@example.com"));
        }

        var first = await Store.ListAsync(new SuppressionQuery { Limit = 2 }, CancellationToken.None);
        var second = await Store.ListAsync(new SuppressionQuery { Limit = 9, BeforeId = first[^1].Id }, CancellationToken.None);

        first.Select(suppression => suppression.Recipient).Should().Equal("4@example.com", "3@example.com");
        second.Select(suppression => suppression.Recipient).Should().Equal("2@example.com", "1@example.com", "0@example.com");
    }

    [SkippableFact]
    public async Task ListAsync_FiltersByEach()
    {
        var (ann, _) = await AddAsync(Of("ann@example.com") with { Reason = SuppressionReason.HardBounce });
        var (bob, _) = await AddAsync(Of("bob@example.com", MessageCategory.Promotional));
        var (sms, _) = await AddAsync(Of("+254712345678") with { Channel = MessageChannel.Sms });

        (await ListAsync(new SuppressionQuery { Channel = MessageChannel.Sms })).Should().Equal(sms);
        (await ListAsync(new SuppressionQuery { Recipient = "ann@example.com" })).Should().Equal(ann);
        (await ListAsync(new SuppressionQuery { Category = MessageCategory.Promotional })).Should().Equal(bob);
        (await ListAsync(new SuppressionQuery { Category = MessageCategory.Transactional })).Should().BeEmpty();
        (await ListAsync(new SuppressionQuery { Reason = SuppressionReason.HardBounce })).Should().Equal(ann);
        (await ListAsync(new SuppressionQuery { Channel = MessageChannel.Email, Reason = SuppressionReason.Manual })).Should().Equal(bob);
    }

    private async Task<(Suppression Suppression, bool Added)> AddAsync(Suppression suppression) =>
        (await Store.AddAsync([suppression], CancellationToken.None))[0];

    private Task<IReadOnlyList<Suppression>> FindAsync(params string[] recipients) =>
        Store.FindAsync(MessageChannel.Email, recipients, CancellationToken.None);

    private Task<IReadOnlyList<Suppression>> ListAsync(SuppressionQuery query) => Store.ListAsync(query, CancellationToken.None);

    private Suppression Of(string recipient, MessageCategory? category = null) => new()
    {
        Channel = MessageChannel.Email,
        Recipient = recipient,
        Category = category,
        Reason = SuppressionReason.Manual,
        CreatedAt = Now,
    };
}
