using Infora.Communication.Outbox;
using Infora.Communication.Statistics;
using Infora.Communication.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Infora.Communication.Tests.Outbox;

public sealed class CountFoldingTests
{
    [Fact]
    public async Task ThePassAddsCountersUp_UntilNothingIsLeft()
    {
        var counts = new NotedCounts { Left = 12_000 };
        await using var host = new ScriptedHost(builder => builder.Services.Replace(ServiceDescriptor.Singleton<IMessageCounts>(counts)));
        host.Time.Advance(TimeSpan.FromMinutes(1));

        await host.Services.GetRequiredService<IMessageDispatcher>().DispatchAsync();

        counts.Left.Should().Be(0);
        counts.Largest.Should().BeLessThanOrEqualTo(5_000, "a transaction stays short");
    }

    private sealed class NotedCounts : IMessageCounts
    {
        public int Left { get; set; }

        public int Largest { get; private set; }

        public Task<int> FoldAsync(int limit, CancellationToken cancellationToken)
        {
            var folded = Math.Min(limit, Left);
            Left -= folded;
            Largest = Math.Max(Largest, folded);
            return Task.FromResult(folded);
        }

        public Task<long> CompareAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) => Task.FromResult(0L);

        public Task RebuildAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
