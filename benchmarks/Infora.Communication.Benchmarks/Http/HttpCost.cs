using System.Diagnostics;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>What a send costs on this side of the connection.</summary>
internal readonly record struct HttpCost(double Microseconds, double Kilobytes)
{
    public static async Task<HttpCost> MeasureAsync(Func<CancellationToken, Task<string?>> send, int sends, CancellationToken cancellationToken)
    {
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < sends; sent++)
        {
            await send(cancellationToken);
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new HttpCost(elapsed.TotalMicroseconds / sends, allocated / 1024.0 / sends);
    }

    public static HttpCost MedianOf(IReadOnlyCollection<HttpCost> costs) =>
        new(costs.Select(cost => cost.Microseconds).Order().ElementAt(costs.Count / 2), costs.Select(cost => cost.Kilobytes).Order().ElementAt(costs.Count / 2));
}
