namespace Infora.Communication.Benchmarks.Http;

/// <summary>What a send costs on this side of the connection.</summary>
internal readonly record struct HttpCost(double Microseconds, double Kilobytes)
{
    public static HttpCost MedianOf(IReadOnlyCollection<HttpCost> costs) =>
        new(costs.Select(cost => cost.Microseconds).Order().ElementAt(costs.Count / 2), costs.Select(cost => cost.Kilobytes).Order().ElementAt(costs.Count / 2));
}
