using Infora.Communication.Outbox;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>The switch and where providers stand, in every store.</summary>
public abstract class SendingStateContract : StoreContract
{
    private static readonly SendError Why = new(ErrorCode.RateLimited, "Too many.", Permanent: false) { Hint = "Wait.", ProviderCode = "429" };

    private ISendingStateStore Sending => Stores.Sending;

    [SkippableFact]
    public async Task TheSwitchIsOn_UntilItIsSet_AndKeepsWhatWasSetLast()
    {
        (await Sending.GetSwitchAsync(CancellationToken.None)).Should().Be(new SendingSwitch(false, null, null));

        await Sending.SetSwitchAsync(new SendingSwitch(true, "a bad template ✉", Now), CancellationToken.None);
        (await Sending.GetSwitchAsync(CancellationToken.None)).Should().Be(new SendingSwitch(true, "a bad template ✉", Now));

        await Sending.SetSwitchAsync(new SendingSwitch(false, null, Now.AddMinutes(1)), CancellationToken.None);
        (await Sending.GetSwitchAsync(CancellationToken.None)).Should().Be(new SendingSwitch(false, null, Now.AddMinutes(1)));
    }

    [SkippableFact]
    public async Task SetSwitchAsync_GetsThrough_WhenManySetItAtOnce()
    {
        await InParallelAsync(12, async index =>
        {
            await Sending.SetSwitchAsync(new SendingSwitch(true, $"{index}", Now), CancellationToken.None);
            return true;
        });

        (await Sending.GetSwitchAsync(CancellationToken.None)).Paused.Should().BeTrue();
    }

    [SkippableFact]
    public async Task CloseProviderAsync_KeepsTheLatestEnd_OfOneVersion()
    {
        (await Sending.ListProvidersAsync(CancellationToken.None)).Should().BeEmpty();

        await Sending.CloseProviderAsync(5, 2, Now.AddMinutes(10), Why, CancellationToken.None);
        await Sending.CloseProviderAsync(5, 2, Now.AddMinutes(3), Why with { Message = "Earlier." }, CancellationToken.None);
        await Sending.CloseProviderAsync(6, 1, Now.AddMinutes(1), new SendError(ErrorCode.Unavailable, "Down.", false), CancellationToken.None);

        var states = await Sending.ListProvidersAsync(CancellationToken.None);
        states.Should().HaveCount(2);
        states[5].Should().Be(new ProviderState(5) { ClosedUntil = Now.AddMinutes(10), ClosedVersion = 2, ClosedBy = Why });
        states[6].ClosedBy.Should().Be(new SendError(ErrorCode.Unavailable, "Down.", false));
    }

    [SkippableFact]
    public async Task CloseProviderAsync_TakesAnyEnd_OfAnotherVersion()
    {
        await Sending.CloseProviderAsync(5, 2, Now.AddMinutes(10), Why, CancellationToken.None);
        await Sending.CloseProviderAsync(5, 3, Now.AddMinutes(1), Why, CancellationToken.None);
        await Sending.CloseProviderAsync(5, 3, Now.AddMinutes(2), Why with { Message = "Later." }, CancellationToken.None);

        var state = (await Sending.ListProvidersAsync(CancellationToken.None))[5];
        (state.ClosedUntil, state.ClosedVersion, state.ClosedBy!.Message).Should().Be((Now.AddMinutes(2), 3, "Later."));
    }

    [SkippableFact]
    public async Task CloseProviderAsync_KeepsTheLatestEnd_WhenManyCloseAtOnce()
    {
        await InParallelAsync(20, async index =>
        {
            await Sending.CloseProviderAsync(5, 1, Now.AddMinutes(index), Why, CancellationToken.None);
            return true;
        });

        (await Sending.ListProvidersAsync(CancellationToken.None))[5].ClosedUntil.Should().Be(Now.AddMinutes(19));
    }

    [SkippableFact]
    public async Task TakeTurnsAsync_GivesEachItsPlaceInTime()
    {
        var day = TimeSpan.FromDays(1);

        var first = await Stores.Sending.TakeTurnsAsync("provider/1", 2, [new TurnCall(1, day), new TurnCall(3, day)], Now, CancellationToken.None);
        var refused = await Stores.Sending.TakeTurnsAsync(
            "provider/1", 2, [new TurnCall(1, TimeSpan.FromSeconds(1)), new TurnCall(1, day)], Now, CancellationToken.None);
        var other = await Stores.Sending.TakeTurnsAsync("provider/2", 2, [new TurnCall(1, day)], Now, CancellationToken.None);
        Time.Advance(TimeSpan.FromMinutes(1));
        var later = await Stores.Sending.TakeTurnsAsync("provider/1", 2, [new TurnCall(1, day)], Now, CancellationToken.None);

        first.Should().Equal(TimeSpan.Zero, TimeSpan.FromSeconds(0.5));
        refused.Should().Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)], "the first took no turn");
        other.Should().Equal(TimeSpan.Zero);
        later.Should().Equal([TimeSpan.Zero], "turns that nobody took are not saved up");
    }

    [SkippableFact]
    public async Task TakeTurnsAsync_GivesNoTurnTwice_WhenManyTakeThemAtOnce()
    {
        var waits = await InParallelAsync(20, _ => Stores.Sending.TakeTurnsAsync(
            "provider/1", 10, [new TurnCall(1, TimeSpan.FromDays(1))], Now, CancellationToken.None));

        waits.Select(wait => wait[0].TotalMilliseconds).Order().Should().Equal(Enumerable.Range(0, 20).Select(turn => turn * 100.0));
    }
}
