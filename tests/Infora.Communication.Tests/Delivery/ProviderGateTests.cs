using Infora.Communication.Delivery;
using Infora.Communication.Providers;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.Tests.Delivery;

public sealed class ProviderGateTests
{
    private static readonly ProviderResult Sent = ProviderResult.Sent("id");
    private static readonly ProviderResult Down = ProviderResult.Unavailable(new SendError(ErrorCode.Unavailable, "down", Permanent: false));

    private static readonly ProviderResult Blocked = ProviderResult.Rejected(new SendError(ErrorCode.Blocked, "by policy", Permanent: true));

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task TheCircuitOpens_AfterRepeatedFaults_AndAProbeClosesIt()
    {
        var gate = new ProviderGate(_time);
        await PassAsync(gate, Down, 5);
        gate.Position.Should().Be(CircuitPosition.Open);
        gate.Refusal!.RetryAfter.Should().Be(TimeSpan.FromSeconds(30));
        gate.LastError!.Message.Should().Be("down");
        (await PassAsync(gate, Sent)).Refusal!.Error!.Code.Should().Be(ErrorCode.Unavailable, "nothing is handed over while it is open");

        _time.Advance(TimeSpan.FromSeconds(31));
        gate.Position.Should().Be(CircuitPosition.HalfOpen);
        gate.Refusal.Should().BeNull();
        (await PassAsync(gate, Sent)).Results.Should().Equal(Sent);

        gate.Position.Should().Be(CircuitPosition.Closed);
        gate.LastError.Should().BeNull();
    }

    [Fact]
    public async Task AHalfOpenCircuit_LetsOneMessageThrough_AndStaysOpenLonger_WhenItFails()
    {
        var gate = new ProviderGate(_time);
        await PassAsync(gate, Down, 5);
        _time.Advance(TimeSpan.FromSeconds(31));
        var answer = new TaskCompletionSource<IReadOnlyList<ProviderResult>>();

        var probe = gate.PassAsync(() => answer.Task);
        (await PassAsync(gate, Sent)).Refusal.Should().NotBeNull("the probe is under way");
        answer.SetResult([Down]);
        await probe;

        gate.Position.Should().Be(CircuitPosition.Open);
        gate.Refusal!.RetryAfter.Should().BeGreaterThan(TimeSpan.FromSeconds(30));
    }

    public static TheoryData<ErrorCode> NoFaults => [ErrorCode.RateLimited, ErrorCode.LimitExceeded];

    [Theory]
    [MemberData(nameof(NoFaults))]
    public async Task TheCircuitStaysClosed_WhenTheProviderIsOnlyFull(ErrorCode code)
    {
        var gate = new ProviderGate(_time);

        await PassAsync(gate, ProviderResult.Unavailable(new SendError(code, "full", Permanent: false)), 20);

        gate.Position.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public async Task TheCircuitStaysClosed_WhenRecipientsAreAtFault()
    {
        var gate = new ProviderGate(_time);

        await PassAsync(gate, ProviderResult.Rejected(new SendError(ErrorCode.InvalidRecipient, "no such user", Permanent: true)), 20);
        await PassAsync(gate, ProviderResult.NotServed(new SendError(ErrorCode.Configuration, "not this country", Permanent: false)), 20);

        gate.Position.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public async Task ABatch_IsNoFault_WhenOneOfItWasTaken()
    {
        var gate = new ProviderGate(_time);
        for (var i = 0; i < 20; i++)
        {
            await gate.PassAsync(() => Task.FromResult<IReadOnlyList<ProviderResult>>([Down, Sent]));
        }

        gate.Position.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public async Task AProvider_IsLeftAlone_ForAsLongAsItAsks()
    {
        var gate = new ProviderGate(_time);
        var busy = ProviderResult.Unavailable(new SendError(ErrorCode.RateLimited, "slow down", Permanent: false), TimeSpan.FromMinutes(2));

        await PassAsync(gate, busy);

        gate.Refusal!.Error!.Code.Should().Be(ErrorCode.RateLimited);
        gate.Refusal.RetryAfter.Should().Be(TimeSpan.FromMinutes(2));
        _time.Advance(TimeSpan.FromMinutes(2));
        gate.Refusal.Should().BeNull();
    }

    [Fact]
    public async Task AProvider_IsLeftAlone_WhicheverMailOfABatchItAsksWith()
    {
        var gate = new ProviderGate(_time);
        var busy = ProviderResult.Unavailable(new SendError(ErrorCode.RateLimited, "slow down", Permanent: false), TimeSpan.FromMinutes(2));

        await gate.PassAsync(() => Task.FromResult<IReadOnlyList<ProviderResult>>([busy, Sent]));

        gate.Refusal!.RetryAfter.Should().Be(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task ThreeRefusalsInARow_CondemnTheProvider_AndSpareTheThird()
    {
        var opened = 0;
        var gate = new ProviderGate(_time, () => opened++);

        var first = await PassAsync(gate, Blocked, 2);
        var third = await PassAsync(gate, Blocked);

        first.Results.Single().Status.Should().Be(SendStatus.Rejected, "one or two refusals may well lie in the recipient");
        third.Results.Single().Status.Should().Be(SendStatus.Unavailable);
        third.Results.Single().Error!.Permanent.Should().BeFalse();
        gate.Position.Should().Be(CircuitPosition.Open);
        opened.Should().Be(1);
        (await PassAsync(gate, Sent)).Refusal.Should().NotBeNull();
    }

    [Fact]
    public async Task ACondemnedProvider_IsTriedWithOneMessage_AndIsBack_WhenItTakesIt()
    {
        var gate = new ProviderGate(_time);
        await PassAsync(gate, Blocked, 3);
        _time.Advance(TimeSpan.FromSeconds(30));
        gate.Position.Should().Be(CircuitPosition.HalfOpen);
        var answer = new TaskCompletionSource<IReadOnlyList<ProviderResult>>();

        var trial = gate.PassAsync(() => answer.Task);
        (await PassAsync(gate, Sent)).Refusal.Should().NotBeNull("one is enough to see");
        answer.SetResult([Sent]);
        await trial;

        gate.Position.Should().Be(CircuitPosition.Closed);
        (await PassAsync(gate, Blocked)).Results.Single().Status.Should().Be(SendStatus.Rejected);
    }

    [Fact]
    public async Task ACondemnedProvider_IsLeftAloneLonger_WhenItStillRefuses()
    {
        var gate = new ProviderGate(_time);
        await PassAsync(gate, Blocked, 3);
        _time.Advance(TimeSpan.FromSeconds(30));

        var (results, _) = await PassAsync(gate, Blocked);

        results.Single().Status.Should().Be(SendStatus.Unavailable);
        gate.OpenFor.Should().Be(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task ASuccessBetweenRefusals_ClearsTheProvider()
    {
        var gate = new ProviderGate(_time);
        for (var i = 0; i < 10; i++)
        {
            (await PassAsync(gate, Blocked, 2)).Results.Single().Status.Should().Be(SendStatus.Rejected);
            await PassAsync(gate, Sent);
        }

        gate.Position.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public async Task AProbe_PassesAnOpenCircuit_AndClosesIt_WhenTheProviderIsBack()
    {
        var gate = new ProviderGate(_time);
        await PassAsync(gate, Down, 5);

        gate.TryProbe().Should().BeTrue();
        gate.TryProbe().Should().BeFalse("a probe now and then is enough");
        await gate.PassAsync(() => Task.FromResult<IReadOnlyList<ProviderResult>>([Down]), isProbe: true);
        gate.Position.Should().Be(CircuitPosition.Open);
        _time.Advance(TimeSpan.FromSeconds(5));
        gate.TryProbe().Should().BeTrue();
        await gate.PassAsync(() => Task.FromResult<IReadOnlyList<ProviderResult>>([Sent]), isProbe: true);

        gate.Position.Should().Be(CircuitPosition.Closed);
    }

    private static async Task<(IReadOnlyList<ProviderResult> Results, ProviderResult? Refusal)> PassAsync(
        ProviderGate gate, ProviderResult answer, int times = 1)
    {
        var last = await gate.PassAsync(() => Task.FromResult<IReadOnlyList<ProviderResult>>([answer]));
        for (var i = 1; i < times; i++)
        {
            last = await gate.PassAsync(() => Task.FromResult<IReadOnlyList<ProviderResult>>([answer]));
        }

        return last;
    }
}
