using Infora.Communication.Delivery;
using Infora.Communication.Providers;
using Microsoft.Extensions.Time.Testing;

namespace Infora.Communication.Tests.Delivery;

public sealed class ProviderGateTests
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly ProviderResult Sent = ProviderResult.Sent("id");
    private static readonly ProviderResult Down = ProviderResult.Unavailable(new SendError(ErrorCode.Unavailable, "down", Permanent: false));

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task TheCircuitOpens_AfterRepeatedFaults_AndAProbeClosesIt()
    {
        var gate = new ProviderGate(null, _time);
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
        var gate = new ProviderGate(null, _time);
        await PassAsync(gate, Down, 5);
        _time.Advance(TimeSpan.FromSeconds(31));
        var answer = new TaskCompletionSource<IReadOnlyList<ProviderResult>>();

        var probe = gate.PassAsync(1, LongestWait, () => answer.Task, CancellationToken.None);
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
        var gate = new ProviderGate(null, _time);

        await PassAsync(gate, ProviderResult.Unavailable(new SendError(code, "full", Permanent: false)), 20);

        gate.Position.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public async Task TheCircuitStaysClosed_WhenRecipientsAreAtFault()
    {
        var gate = new ProviderGate(null, _time);

        await PassAsync(gate, ProviderResult.Rejected(new SendError(ErrorCode.InvalidRecipient, "no such user", Permanent: true)), 20);
        await PassAsync(gate, ProviderResult.NotServed(new SendError(ErrorCode.Configuration, "not this country", Permanent: false)), 20);

        gate.Position.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public async Task ABatch_IsNoFault_WhenOneOfItWasTaken()
    {
        var gate = new ProviderGate(null, _time);
        for (var i = 0; i < 20; i++)
        {
            await gate.PassAsync(2, LongestWait, () => Task.FromResult<IReadOnlyList<ProviderResult>>([Down, Sent]), CancellationToken.None);
        }

        gate.Position.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public async Task AProvider_IsLeftAlone_ForAsLongAsItAsks()
    {
        var gate = new ProviderGate(null, _time);
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
        var gate = new ProviderGate(null, _time);
        var busy = ProviderResult.Unavailable(new SendError(ErrorCode.RateLimited, "slow down", Permanent: false), TimeSpan.FromMinutes(2));

        await gate.PassAsync(2, LongestWait, () => Task.FromResult<IReadOnlyList<ProviderResult>>([busy, Sent]), CancellationToken.None);

        gate.Refusal!.RetryAfter.Should().Be(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task MessagesPerSecond_AreHeld_OneIntervalApart()
    {
        var gate = new ProviderGate(2, _time);
        var passes = Enumerable.Range(0, 5)
            .Select(_ => gate.PassAsync(1, LongestWait, () => Task.FromResult<IReadOnlyList<ProviderResult>>([Sent]), CancellationToken.None))
            .ToList();

        await passes[0];
        foreach (var pass in passes.Skip(1))
        {
            _time.Advance(TimeSpan.FromMilliseconds(499));
            pass.IsCompleted.Should().BeFalse();
            _time.Advance(TimeSpan.FromMilliseconds(1));
            (await pass).Results.Should().Equal(Sent);
        }
    }

    [Fact]
    public async Task AMessage_IsTurnedAway_WhenItsTurnIsTooFarAway()
    {
        var gate = new ProviderGate(0.01, _time);
        await PassAsync(gate, Sent);

        var (results, refusal) = await PassAsync(gate, Sent);

        results.Should().BeEmpty();
        refusal!.Error!.Code.Should().Be(ErrorCode.RateLimited);
        refusal.RetryAfter.Should().Be(TimeSpan.FromSeconds(100));
    }

    private static async Task<(IReadOnlyList<ProviderResult> Results, ProviderResult? Refusal)> PassAsync(
        ProviderGate gate, ProviderResult answer, int times = 1)
    {
        var last = await gate.PassAsync(1, LongestWait, () => Task.FromResult<IReadOnlyList<ProviderResult>>([answer]), CancellationToken.None);
        for (var i = 1; i < times; i++)
        {
            last = await gate.PassAsync(1, LongestWait, () => Task.FromResult<IReadOnlyList<ProviderResult>>([answer]), CancellationToken.None);
        }

        return last;
    }
}
