namespace Infora.Communication.Benchmarks.Http;

/// <summary>One way to send a message.</summary>
internal abstract class HttpSide
{
    /// <summary>Sends it once and gives back the vendor's id of it.</summary>
    public abstract Task<string> SendAsync(CancellationToken cancellationToken);

    public abstract Task<HttpCost> MeasureAsync(int sends, CancellationToken cancellationToken);
}
