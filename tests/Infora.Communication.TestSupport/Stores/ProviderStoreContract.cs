using System.Text.Json.Nodes;
using Infora.Communication.Providers;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>Configured providers, in every store.</summary>
public abstract class ProviderStoreContract : StoreContract
{
    private IProviderStore Providers => Stores.Providers;

    [SkippableFact]
    public async Task AddAsync_KeepsEveryField()
    {
        var provider = Provider("Billing mail") with
        {
            Service = "smtp",
            Source = ProviderSource.Host,
            IsActive = false,
            WebhookToken = "0123456789abcdef",
            Settings = new JsonObject { ["host"] = "mail.example.com", ["port"] = 587, ["priority"] = 5, ["nested"] = new JsonObject { ["a"] = true } },
            Secrets = new Dictionary<string, string> { ["password"] = "p4ss ✓", ["headers.X-Key"] = "config:Some:Key" },
        };

        var added = await Providers.AddAsync(provider, CancellationToken.None);
        var found = await Providers.FindAsync(MessageChannel.Email, added!.Id, CancellationToken.None);

        found!.Settings.ToJsonString().Should().Be(provider.Settings.ToJsonString());
        found.Should().BeEquivalentTo(
            provider with { Id = added.Id, Version = 1, CreatedAt = Now, UpdatedAt = Now },
            options => options.Excluding(record => record.Settings));
        found.Priority.Should().Be(5);
        (await Providers.FindAsync(MessageChannel.Sms, added.Id, CancellationToken.None)).Should().BeNull();
    }

    [SkippableFact]
    public async Task ListAsync_GivesAChannelOrBoth_ById()
    {
        var first = await AddAsync(Provider("First"));
        var sms = await AddAsync(Provider("First", MessageChannel.Sms));
        var second = await AddAsync(Provider("Second"));

        (await IdsAsync(MessageChannel.Email)).Should().Equal(first.Id, second.Id);
        (await IdsAsync(MessageChannel.Sms)).Should().Equal(sms.Id);
        (await IdsAsync(null)).Should().Equal(first.Id, sms.Id, second.Id);
    }

    [SkippableFact]
    public async Task AddAsync_GivesNull_WhenTheNameIsTakenInTheChannel()
    {
        await AddAsync(Provider("Mail"));

        (await Providers.AddAsync(Provider("Mail"), CancellationToken.None)).Should().BeNull();
        (await Providers.AddAsync(Provider("mail"), CancellationToken.None)).Should().NotBeNull();
    }

    [SkippableFact]
    public async Task TheFirstActiveOneIsTheDefault_UntilAnotherIsMadeIt()
    {
        var inactive = await AddAsync(Provider("Inactive") with { IsActive = false, IsDefault = true });
        var first = await AddAsync(Provider("First"));
        var second = await AddAsync(Provider("Second"));
        (await DefaultsAsync()).Should().Equal(first.Id);

        var result = await Providers.UpdateAsync(second with { IsDefault = true }, CancellationToken.None);

        result.Outcome.Should().Be(StoreOutcome.Done);
        result.Value!.IsDefault.Should().BeTrue();
        (await DefaultsAsync()).Should().Equal(second.Id);
        var former = await Providers.FindAsync(MessageChannel.Email, first.Id, CancellationToken.None);
        former!.Version.Should().BeGreaterThan(first.Version);
        inactive.IsDefault.Should().BeFalse();
    }

    [SkippableFact]
    public async Task TheDefaultPassesByPriority_WhenItIsDeactivatedReleasedOrDeleted()
    {
        var first = await AddAsync(Provider("First"));
        await AddAsync(Provider("Second", priority: 50));
        var preferred = await AddAsync(Provider("Preferred", priority: 10));
        var other = await AddAsync(Provider("Other", priority: 20));

        await Providers.UpdateAsync(first with { IsActive = false }, CancellationToken.None);
        (await DefaultsAsync()).Should().Equal(preferred.Id);

        var current = await Providers.FindAsync(MessageChannel.Email, preferred.Id, CancellationToken.None);
        await Providers.UpdateAsync(current! with { IsDefault = false }, CancellationToken.None);
        (await DefaultsAsync()).Should().Equal(other.Id);

        await Providers.DeleteAsync(MessageChannel.Email, other.Id, null, CancellationToken.None);
        (await DefaultsAsync()).Should().Equal(preferred.Id);
    }

    [SkippableFact]
    public async Task UpdateAsync_ReplacesEverythingAndRaisesTheVersion()
    {
        var added = await AddAsync(Provider("Mail") with { Secrets = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } });
        Time.Advance(TimeSpan.FromMinutes(1));

        var result = await Providers.UpdateAsync(
            added with { Name = "Renamed", Secrets = new Dictionary<string, string> { ["a"] = "3" } }, CancellationToken.None);

        result.Outcome.Should().Be(StoreOutcome.Done);
        var found = await Providers.FindAsync(MessageChannel.Email, added.Id, CancellationToken.None);
        found!.Name.Should().Be("Renamed");
        found.Secrets.Should().Equal(new Dictionary<string, string> { ["a"] = "3" });
        found.Version.Should().BeGreaterThan(added.Version).And.Be(result.Value!.Version);
        found.CreatedAt.Should().Be(added.CreatedAt);
        found.UpdatedAt.Should().Be(Now);
    }

    [SkippableFact]
    public async Task UpdateAsync_RefusesOtherVersions_TakenNamesAndUnknownIds()
    {
        var first = await AddAsync(Provider("First"));
        var second = await AddAsync(Provider("Second"));

        var stale = await Providers.UpdateAsync(first with { Version = 99 }, CancellationToken.None);
        var taken = await Providers.UpdateAsync(second with { Name = "First" }, CancellationToken.None);
        var unknown = await Providers.UpdateAsync(first with { Id = 999 }, CancellationToken.None);
        var otherChannel = await Providers.UpdateAsync(first with { Channel = MessageChannel.Sms }, CancellationToken.None);

        (stale.Outcome, stale.Value!.Version).Should().Be((StoreOutcome.VersionConflict, first.Version));
        (taken.Outcome, taken.Value!.Name).Should().Be((StoreOutcome.NameTaken, "Second"));
        (unknown.Outcome, otherChannel.Outcome).Should().Be((StoreOutcome.NotFound, StoreOutcome.NotFound));
        (await Providers.FindAsync(MessageChannel.Email, second.Id, CancellationToken.None))!.Name.Should().Be("Second");
    }

    [SkippableFact]
    public async Task DeleteAsync_ChecksTheVersion_AndUsesNoIdTwice()
    {
        var provider = await AddAsync(Provider("Mail"));

        var conflict = await Providers.DeleteAsync(MessageChannel.Email, provider.Id, 99, CancellationToken.None);
        var wrongChannel = await Providers.DeleteAsync(MessageChannel.Sms, provider.Id, null, CancellationToken.None);
        var done = await Providers.DeleteAsync(MessageChannel.Email, provider.Id, provider.Version, CancellationToken.None);
        var again = await Providers.DeleteAsync(MessageChannel.Email, provider.Id, null, CancellationToken.None);
        var next = await AddAsync(Provider("Mail"));

        (conflict.Outcome, wrongChannel.Outcome, done.Outcome, again.Outcome).Should().Be(
            (StoreOutcome.VersionConflict, StoreOutcome.NotFound, StoreOutcome.Done, StoreOutcome.NotFound));
        done.Value!.Name.Should().Be("Mail");
        next.Id.Should().BeGreaterThan(provider.Id);
    }

    [SkippableFact]
    public async Task ExactlyOneActiveDefaultIsLeft_WhenManyChangeItAtOnce()
    {
        var providers = new List<ProviderRecord>();
        for (var i = 0; i < 6; i++)
        {
            providers.Add(await AddAsync(Provider($"Provider {i}")));
        }

        await InParallelAsync(36, async index =>
        {
            var current = await Providers.FindAsync(MessageChannel.Email, providers[index % 6].Id, CancellationToken.None);
            var changed = (index / 6 % 3) switch
            {
                0 => current! with { IsDefault = true },
                1 => current! with { IsActive = false },
                _ => current! with { IsActive = true },
            };
            return await Providers.UpdateAsync(changed, CancellationToken.None);
        });

        var after = await Providers.ListAsync(MessageChannel.Email, CancellationToken.None);
        after.Count(provider => provider is { IsDefault: true, IsActive: true }).Should().Be(after.Any(provider => provider.IsActive) ? 1 : 0);
        after.Count(provider => provider is { IsDefault: true, IsActive: false }).Should().Be(0);
    }

    [SkippableFact]
    public async Task AddAsync_StoresOneOfAName_AndOneDefault_WhenManyAddAtOnce()
    {
        var added = await InParallelAsync(24, index => Providers.AddAsync(Provider($"Provider {index % 4}"), CancellationToken.None));

        added.Count(provider => provider is not null).Should().Be(4);
        (await Providers.ListAsync(MessageChannel.Email, CancellationToken.None)).Should().HaveCount(4);
        (await DefaultsAsync()).Should().ContainSingle();
    }

    [SkippableFact]
    public async Task GetRevisionAsync_IsAnotherAfterEveryChange_AndTheSameWithoutOne()
    {
        var seen = new List<string> { await RevisionAsync() };
        var first = await AddAsync(Provider("First"));
        seen.Add(await RevisionAsync());
        var second = await AddAsync(Provider("Second"));
        seen.Add(await RevisionAsync());
        await Providers.UpdateAsync(first with { Service = "other" }, CancellationToken.None);
        seen.Add(await RevisionAsync());
        await Providers.UpdateAsync(second with { IsDefault = true }, CancellationToken.None);
        seen.Add(await RevisionAsync());
        await Providers.DeleteAsync(MessageChannel.Email, first.Id, null, CancellationToken.None);
        seen.Add(await RevisionAsync());
        await AddAsync(Provider("First"));
        seen.Add(await RevisionAsync());

        seen.Should().OnlyHaveUniqueItems();
        await Providers.ListAsync(null, CancellationToken.None);
        (await RevisionAsync()).Should().Be(seen[^1]);
    }

    private static ProviderRecord Provider(string name, MessageChannel channel = MessageChannel.Email, int priority = 100) => new()
    {
        Channel = channel,
        Name = name,
        Service = "scripted",
        Settings = new JsonObject { ["priority"] = priority },
    };

    private async Task<ProviderRecord> AddAsync(ProviderRecord provider) => (await Providers.AddAsync(provider, CancellationToken.None))!;

    private Task<string> RevisionAsync() => Providers.GetRevisionAsync(CancellationToken.None);

    private async Task<IEnumerable<int>> IdsAsync(MessageChannel? channel) =>
        (await Providers.ListAsync(channel, CancellationToken.None)).Select(provider => provider.Id);

    private async Task<IEnumerable<int>> DefaultsAsync() => (await Providers.ListAsync(MessageChannel.Email, CancellationToken.None))
        .Where(provider => provider.IsDefault).Select(provider => provider.Id);
}
