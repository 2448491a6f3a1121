using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;

namespace Infora.Communication.TestSupport.Stores;

/// <summary>Admission to a provider, in every store: what decides, and that the decision is exact however many ask at once.</summary>
public abstract class AdmissionContract : OutboxContract
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private ProviderRecord? _provider;

    [SkippableFact]
    public async Task AdmitAsync_GrantsNotesAndCounts()
    {
        var claimed = await ClaimAsync(2, await ProviderAsync());

        var admission = await AdmitAsync(claimed);

        admission.Granted.Should().BeEquivalentTo(claimed.Select(state => state.Id));
        (admission.Lost.Count, admission.Refusal, admission.Today, admission.ThisMonth).Should().Be((0, null, 2, 2));
        (await FindAsync(claimed[0].Id)).HandedTo.Should().Be(_provider!.Id);
        var state = (await Stores.Sending.ListProvidersAsync(CancellationToken.None))[_provider.Id];
        (state.Day, state.Today, state.Month, state.ThisMonth).Should().Be((Day, 2, new DateOnly(2026, 3, 1), 2));
    }

    [SkippableFact]
    public async Task AdmitAsync_IsExact_WhenManyAskAtOnce()
    {
        await ProviderAsync();
        var groups = new List<IReadOnlyList<MessageRecord>>();
        for (var i = 0; i < 50; i++)
        {
            groups.Add(await ClaimAsync((i % 7) + 1, _provider!));
        }

        var admissions = await InParallelAsync(50, index => AdmitAsync(groups[index], limits => limits with { DailyLimit = 100 }));

        admissions.Sum(admission => admission.Granted.Count).Should().Be(100);
        admissions.Max(admission => admission.Today).Should().Be(100);
        admissions.Where((admission, index) => admission.Granted.Count < groups[index].Count)
            .Should().OnlyContain(admission => admission.Refusal == AdmissionRefusal.DailyLimit);
        var taken = (await Stores.Sending.ListProvidersAsync(CancellationToken.None))[_provider!.Id];
        (taken.Today, taken.ThisMonth).Should().Be((100, 100));
        var handed = await Stores.Messages.ListAsync(new MessageQuery { Limit = 500 }, CancellationToken.None);
        handed.Count(message => message.State.HandedTo is not null).Should().Be(100);
    }

    [SkippableFact]
    public async Task AdmitAsync_CountsEachDayAndMonthAnew()
    {
        await ProviderAsync();
        var first = await AdmitAsync(await ClaimAsync(3, _provider!), limits => limits with { DailyLimit = 2, MonthlyLimit = 3 });
        var nextDay = await AdmitAsync(await ClaimAsync(3, _provider!), limits => limits with { DailyLimit = 2, MonthlyLimit = 3, Day = Day.AddDays(1) });
        var nextMonth = await AdmitAsync(await ClaimAsync(3, _provider!), limits => limits with { DailyLimit = 2, MonthlyLimit = 3, Day = Day.AddMonths(1) });

        (first.Granted.Count, first.Refusal, first.Today, first.ThisMonth).Should().Be((2, AdmissionRefusal.DailyLimit, 2, 2));
        (nextDay.Granted.Count, nextDay.Refusal, nextDay.Today, nextDay.ThisMonth).Should().Be((1, AdmissionRefusal.MonthlyLimit, 1, 3));
        (nextMonth.Granted.Count, nextMonth.Refusal, nextMonth.Today, nextMonth.ThisMonth).Should().Be((2, AdmissionRefusal.DailyLimit, 2, 2));
    }

    [SkippableFact]
    public async Task AdmitAsync_LeavesPlacesToTheMoreUrgent()
    {
        await ProviderAsync();
        var low = await ClaimAsync(10, _provider!);
        var high = await ClaimAsync(5, _provider!);

        var ofLow = await AdmitAsync(low, limits => limits with { DailyLimit = 10 }, leaves: 0.2);
        var ofHigh = await AdmitAsync(high, limits => limits with { DailyLimit = 10 });

        (ofLow.Granted.Count, ofLow.Refusal).Should().Be((8, AdmissionRefusal.DailyLimit));
        (ofHigh.Granted.Count, ofHigh.Today).Should().Be((2, 10));
    }

    [SkippableFact]
    public async Task AdmitAsync_RefusesAll_WhileTheSwitchIsOff()
    {
        var claimed = await ClaimAsync(2, await ProviderAsync());
        await Stores.Sending.SetSwitchAsync(new SendingSwitch(true, "wait", Now), CancellationToken.None);

        var paused = await AdmitAsync(claimed);
        await Stores.Sending.SetSwitchAsync(new SendingSwitch(false, null, Now), CancellationToken.None);
        var resumed = await AdmitAsync(claimed);

        (paused.Granted.Count, paused.Lost.Count, paused.Refusal, paused.Today).Should().Be((0, 0, AdmissionRefusal.Paused, 0));
        (resumed.Granted.Count, resumed.Refusal).Should().Be((2, null));
    }

    [SkippableFact]
    public async Task AdmitAsync_RefusesAll_WhenTheProviderIsNotAsTheCallerKnowsIt()
    {
        var provider = await ProviderAsync();
        var claimed = await ClaimAsync(1, provider);

        var changed = (await Stores.Providers.UpdateAsync(provider with { Service = "other" }, CancellationToken.None)).Value!;
        var ofOlder = await AdmitAsync(claimed);
        var ofNewer = await AdmitAsync(claimed, request => request with { ProviderVersion = changed.Version });
        var inactive = (await Stores.Providers.UpdateAsync(changed with { IsActive = false }, CancellationToken.None)).Value!;
        var ofInactive = await AdmitAsync(claimed, request => request with { ProviderVersion = inactive.Version });
        await Stores.Providers.DeleteAsync(MessageChannel.Email, provider.Id, null, CancellationToken.None);
        var ofDeleted = await AdmitAsync(claimed, request => request with { ProviderVersion = inactive.Version });
        var ofOtherChannel = await AdmitAsync(claimed, request => request with { Channel = MessageChannel.Sms });

        ofNewer.Granted.Should().ContainSingle();
        new[] { ofOlder, ofInactive, ofDeleted, ofOtherChannel }.Should().OnlyContain(admission =>
            admission.Granted.Count == 0 && admission.Lost.Count == 0 && admission.Refusal == AdmissionRefusal.ProviderChanged);
    }

    [SkippableFact]
    public async Task AdmitAsync_RefusesAll_WhileTheProviderIsClosed()
    {
        var provider = await ProviderAsync();
        var claimed = await ClaimAsync(1, provider);
        var why = new SendError(ErrorCode.RateLimited, "Too many.", false) { Hint = "Wait.", ProviderCode = "429" };
        await Stores.Sending.CloseProviderAsync(provider.Id, provider.Version, Now.AddMinutes(5), why, CancellationToken.None);

        var closed = await AdmitAsync(claimed);
        var open = await AdmitAsync(claimed, request => request with { Now = Now.AddMinutes(5) });

        (closed.Granted.Count, closed.Refusal, closed.ClosedUntil).Should().Be((0, AdmissionRefusal.ProviderClosed, Now.AddMinutes(5)));
        closed.ClosedBy.Should().Be(why);
        open.Granted.Should().ContainSingle();
    }

    [SkippableFact]
    public async Task AdmitAsync_TellsWhatIsNotTheCallersAnyMore()
    {
        await ProviderAsync();
        var claimed = await ClaimAsync(4, _provider!);
        await CompleteAsync(claimed[1] with { Status = MessageStatus.Queued, NextAttemptAt = null });
        var gone = claimed[3] with { Id = Guid.NewGuid() };

        var admission = await AdmitAsync([claimed[0], claimed[1], claimed[2] with { Claim = 7 }, gone], limits => limits with { DailyLimit = 1 });

        admission.Granted.Should().Equal(claimed[0].Id);
        admission.Lost.Should().BeEquivalentTo([claimed[1].Id, claimed[2].Id, gone.Id]);
        (admission.Refusal, admission.Today).Should().Be((null, 1));
        (await FindAsync(claimed[2].Id)).HandedTo.Should().BeNull();
    }

    [SkippableFact]
    public async Task AdmitAsync_CancelsWhatWasTakenBackWhileItWasClaimed()
    {
        await ProviderAsync();
        var claimed = await ClaimAsync(2, _provider!, state => state with { CorrelationKey = "invoice-1" });
        var other = await ClaimAsync(1, _provider!, state => state with { CorrelationKey = "invoice-2" });
        await Outbox.CancelAsync("invoice-1", Now, CancellationToken.None);
        Time.Advance(TimeSpan.FromSeconds(1));
        var later = await ClaimAsync(1, _provider!, state => state with { CorrelationKey = "invoice-1" });

        var admission = await AdmitAsync([.. claimed, .. other, .. later]);

        admission.Granted.Should().BeEquivalentTo([other[0].Id, later[0].Id]);
        admission.Lost.Should().BeEquivalentTo(claimed.Select(state => state.Id));
        admission.Today.Should().Be(2);
        (await FindAsync(claimed[0].Id)).Status.Should().Be(MessageStatus.Cancelled);
        (await EventsAsync(claimed[0].Id)).Should().Equal("cancelled");
    }

    [SkippableFact]
    public async Task CompleteAsync_GivesPlacesBack_OfTheirDayAndMonthOnly()
    {
        await ProviderAsync();
        var yesterday = await ClaimAsync(2, _provider!);
        await AdmitAsync(yesterday);
        var today = await ClaimAsync(3, _provider!);
        await AdmitAsync(today, request => request with { Day = Day.AddDays(1) });

        await ReturnAsync((yesterday[0], Day), (today[0], Day.AddDays(1)), (today[1], Day.AddMonths(-1)));

        var state = (await Stores.Sending.ListProvidersAsync(CancellationToken.None))[_provider!.Id];
        (state.Today, state.ThisMonth).Should().Be((2, 3));
    }

    [SkippableFact]
    public async Task CompleteAsync_NeverCountsBelowNothing_AndKnowsNoProviderThatWasNeverUsed()
    {
        await ProviderAsync();
        var claimed = await ClaimAsync(2, _provider!);
        await AdmitAsync([claimed[0]]);

        await ReturnAsync((claimed[0], Day), (claimed[1], Day));
        await Outbox.CompleteAsync(
            [new MessageCompletion(claimed[1], [], []) { Returned = [new ReturnedPlace(77, Day)] }], CancellationToken.None);

        var states = await Stores.Sending.ListProvidersAsync(CancellationToken.None);
        (states[_provider!.Id].Today, states[_provider.Id].ThisMonth).Should().Be((0, 0));
    }

    [SkippableFact]
    public async Task AnOlderClaimsSent_Counts_AndTheNewerClaimIsNotAdmitted()
    {
        var lost = (await ClaimAsync(1, await ProviderAsync())).Single();
        (await AdmitAsync([lost])).Granted.Should().Equal(lost.Id);
        var holder = await TakeOverAsync();

        await CompleteAsync(lost with { Status = MessageStatus.Sent, SentAt = Now });

        (await FindAsync(lost.Id)).Should().BeEquivalentTo(new { Status = MessageStatus.Sent, SentAt = Now, holder.Claim });
        var late = await AdmitAsync([holder]);
        (late.Granted.Count, late.Today).Should().Be((0, 1));
        late.Lost.Should().Equal(lost.Id);
        await CompleteAsync(holder with { Status = MessageStatus.Queued, NextAttemptAt = Now });
        (await FindAsync(lost.Id)).Status.Should().Be(MessageStatus.Sent);
        Time.Advance(Lease * 2);
        (await Outbox.TakeOverAsync(1, Now, Now + Lease, CancellationToken.None)).Should().BeEmpty("its lease ended with the outcome");
    }

    [SkippableFact]
    public async Task AnOlderClaimsSent_Counts_AlsoWhereTheNewerClaimWasAdmitted()
    {
        var lost = (await ClaimAsync(1, await ProviderAsync())).Single();
        await AdmitAsync([lost]);
        var holder = await TakeOverAsync();
        (await AdmitAsync([holder])).Granted.Should().Equal(lost.Id);

        await CompleteAsync(lost with { Status = MessageStatus.Sent, SentAt = Now });
        await CompleteAsync(holder with { Status = MessageStatus.Queued, NextAttemptAt = Now.AddDays(1) });

        (await FindAsync(lost.Id)).Status.Should().Be(MessageStatus.Sent);
    }

    [SkippableTheory]
    [InlineData(MessageStatus.Failed)]
    [InlineData(MessageStatus.Uncertain)]
    [InlineData(MessageStatus.Queued)]
    public async Task AnOlderClaimsOtherOutcomes_LeaveTheMessageToTheNewerClaim(MessageStatus outcome)
    {
        var lost = (await ClaimAsync(1, await ProviderAsync())).Single();
        await AdmitAsync([lost]);
        var holder = await TakeOverAsync();

        await CompleteAsync(lost with { Status = outcome, NextAttemptAt = outcome is MessageStatus.Queued ? Now : null });

        (await FindAsync(lost.Id)).Should().BeEquivalentTo(new { Status = MessageStatus.Sending, holder.Claim });
        (await AdmitAsync([holder])).Granted.Should().Equal(lost.Id);
    }

    private Task ReturnAsync(params (MessageRecord State, DateOnly Day)[] places) => Outbox.CompleteAsync(
        [.. places.Select(place => new MessageCompletion(place.State with { Status = MessageStatus.Queued }, [], [])
        {
            Returned = [new ReturnedPlace(_provider!.Id, place.Day)],
        })],
        CancellationToken.None);

    private async Task<ProviderRecord> ProviderAsync() => _provider = await Stores.Providers.AddAsync(
        new ProviderRecord { Channel = MessageChannel.Email, Name = "Mail", Service = "scripted" }, CancellationToken.None)
        ?? throw new InvalidOperationException("The provider could not be stored.");

    private async Task<IReadOnlyList<MessageRecord>> ClaimAsync(int count, ProviderRecord provider, Func<MessageRecord, MessageRecord>? change = null)
    {
        provider.Id.Should().BePositive();
        await AddAsync(count, change);
        return [.. (await ClaimAsync(count)).Select(message => message.State)];
    }

    private Task<Admission> AdmitAsync(
        IReadOnlyList<MessageRecord> messages, Func<AdmissionRequest, AdmissionRequest>? change = null, double leaves = 0)
    {
        var request = new AdmissionRequest
        {
            Channel = MessageChannel.Email,
            ProviderId = _provider!.Id,
            ProviderVersion = _provider.Version,
            Messages = [.. messages.Select(state => new AdmissionCandidate(state.Id, state.Claim)
            {
                CorrelationKey = state.CorrelationKey,
                QueuedAt = state.QueuedAt,
                LeavesShare = leaves,
            })],
            Now = Now,
            Day = Day,
        };
        return Outbox.AdmitAsync(change is null ? request : change(request), CancellationToken.None);
    }
}
