using Infora.Communication.Delivery;

namespace Infora.Communication.Tests.Delivery;

public sealed class RetryScheduleTests
{
    private static readonly RetryOptions Defaults = new();

    [Fact]
    public void TheDefaults_SpreadEightTriesOverAboutSixHours()
    {
        var delays = Enumerable.Range(1, Defaults.MaxAttempts - 1).Select(tries => RetrySchedule.DelayAfter(tries, Defaults.FirstDelay)).ToList();

        delays[0].Should().BeCloseTo(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6));
        delays.Aggregate((sum, delay) => sum + delay).Should().BeCloseTo(TimeSpan.FromHours(6), TimeSpan.FromHours(1.5));
    }

    [Fact]
    public void Delays_AreSpread_AndBounded()
    {
        var delays = Enumerable.Range(0, 100).Select(_ => RetrySchedule.DelayAfter(100, Defaults.FirstDelay)).ToList();

        delays.Distinct().Count().Should().BeGreaterThan(90);
        delays.Should().OnlyContain(delay => delay >= TimeSpan.FromHours(3) && delay <= TimeSpan.FromHours(5));
    }
}
