using Infora.Communication.Alerts;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>Alerts, in every store.</summary>
public abstract class AlertStoreContract : StoreContract
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private IAlertStore Alerts => Stores.Alerts;

    [SkippableFact]
    public async Task AddAsync_KeepsEveryField()
    {
        var alert = Alert("limit_reached/7") with
        {
            Kind = AlertKind.LimitReached,
            Severity = AlertSeverity.Critical,
            ProviderId = 7,
            CampaignId = 8,
            ClearedAt = Now.AddHours(1),
        };

        var added = await Alerts.AddAsync(alert, CancellationToken.None);
        var least = await Alerts.AddAsync(Alert("other"), CancellationToken.None);

        added!.Id.Should().BePositive();
        added.Should().Be(alert with { Id = added.Id });
        (await Alerts.ListAsync(null, 10, CancellationToken.None)).Should().Equal(least!, added);
    }

    [SkippableFact]
    public async Task AddAsync_StoresACauseOnceADay()
    {
        await Alerts.AddAsync(Alert("circuit_opened/7"), CancellationToken.None);

        (await Alerts.AddAsync(Alert("circuit_opened/7"), CancellationToken.None)).Should().BeNull();
        (await Alerts.AddAsync(Alert("circuit_opened/7") with { Day = Day.AddDays(1) }, CancellationToken.None)).Should().NotBeNull();
        (await Alerts.AddAsync(Alert("circuit_opened/8"), CancellationToken.None)).Should().NotBeNull();
    }

    [SkippableFact]
    public async Task AddAsync_TellsOneOfMany_WhoRaiseTheSameCauseAtOnce()
    {
        var added = await InParallelAsync(40, index => Alerts.AddAsync(Alert($"circuit_opened/{index % 2}"), CancellationToken.None));

        added.Count(alert => alert is not null).Should().Be(2);
        (await Alerts.ListAsync(null, 10, CancellationToken.None)).Should().HaveCount(2);
    }

    [SkippableFact]
    public async Task ClearAsync_NotesWhenTheCauseWasGone_Once()
    {
        var first = await Alerts.AddAsync(Alert("circuit_opened/7"), CancellationToken.None);
        await Alerts.AddAsync(Alert("circuit_opened/7") with { Day = Day.AddDays(1) }, CancellationToken.None);
        await Alerts.AddAsync(Alert("circuit_opened/8"), CancellationToken.None);

        (await Alerts.ClearAsync("circuit_opened/7", Now.AddHours(1), CancellationToken.None)).Should().Be(2);
        (await Alerts.ClearAsync("circuit_opened/7", Now.AddHours(2), CancellationToken.None)).Should().Be(0);

        var listed = await Alerts.ListAsync(null, 10, CancellationToken.None);
        listed.Single(alert => alert.Id == first!.Id).ClearedAt.Should().Be(Now.AddHours(1));
        listed.Single(alert => alert.Cause == "circuit_opened/8").ClearedAt.Should().BeNull();
    }

    [SkippableFact]
    public async Task AddAsync_OpensAClearedCauseAgain_OnTheSameDay()
    {
        var first = await Alerts.AddAsync(Alert("circuit_opened/7"), CancellationToken.None);
        await Alerts.AddAsync(Alert("circuit_opened/8"), CancellationToken.None);
        await Alerts.ClearAsync("circuit_opened/7", Now.AddHours(1), CancellationToken.None);
        await Alerts.ClearAsync("circuit_opened/8", Now.AddHours(1), CancellationToken.None);

        (await Alerts.AddAsync(Alert("circuit_opened/7"), CancellationToken.None)).Should().BeNull("it was told already");

        var listed = await Alerts.ListAsync(null, 10, CancellationToken.None);
        listed.Single(alert => alert.Id == first!.Id).ClearedAt.Should().BeNull();
        listed.Single(alert => alert.Cause == "circuit_opened/8").ClearedAt.Should().NotBeNull();
    }

    [SkippableFact]
    public async Task ListAsync_GivesNewestFirst_ByPage()
    {
        for (var i = 0; i < 5; i++)
        {
            await Alerts.AddAsync(Alert($"cause/{i}"), CancellationToken.None);
        }

        var first = await Alerts.ListAsync(null, 2, CancellationToken.None);
        var second = await Alerts.ListAsync(first[^1].Id, 9, CancellationToken.None);

        first.Select(alert => alert.Cause).Should().Equal("cause/4", "cause/3");
        second.Select(alert => alert.Cause).Should().Equal("cause/2", "cause/1", "cause/0");
    }

    private Alert Alert(string cause) => new()
    {
        Kind = AlertKind.CircuitOpened,
        Severity = AlertSeverity.Warning,
        Message = "It failed – look at it.",
        Cause = cause,
        Day = Day,
        RaisedAt = Now,
    };
}
