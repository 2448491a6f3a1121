using System.Diagnostics;

namespace Infora.Communication.Benchmarks.Http;

/// <summary>A side by what its call returns, so that nothing around the call is counted with it.</summary>
/// <param name="send">The call.</param>
/// <param name="readId">The vendor's id of the message in what the call returned; null where it was not taken.</param>
internal sealed class HttpSideOf<TResult>(Func<CancellationToken, Task<TResult>> send, Func<TResult, string?> readId) : HttpSide
{
    public override async Task<string> SendAsync(CancellationToken cancellationToken) => IdIn(await send(cancellationToken));

    public override async Task<HttpCost> MeasureAsync(int sends, CancellationToken cancellationToken)
    {
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < sends; sent++)
        {
            IdIn(await send(cancellationToken));
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new HttpCost(elapsed.TotalMicroseconds / sends, allocated / 1024.0 / sends);
    }

    private string IdIn(TResult result) => readId(result) ?? throw new InvalidOperationException($"The message was not taken: {result}");
}
