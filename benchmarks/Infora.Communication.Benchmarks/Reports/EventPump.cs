using System.Collections.Concurrent;
using System.Diagnostics;

namespace Infora.Communication.Benchmarks.Reports;

/// <summary>Sends events at a rate, whatever the answers take, and again what is not taken.</summary>
internal sealed class EventPump(
    SendGridEvents vendor, Func<Uri> address, int messages, IReadOnlyList<string> kinds, int inARequest, int requestsASecond)
{
    /// <summary>A process that has just started compiles what it runs; the answers of its first seconds tell of that.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    private readonly ConcurrentBag<double> _answers = [];
    private readonly ConcurrentBag<double> _first = [];
    private int _repeated;
    private long _started;

    /// <summary>Requests that were sent again.</summary>
    public int Repeated => _repeated;

    /// <summary>Of the answers that took a request in, in milliseconds, after the first seconds.</summary>
    public double Percentile(int percent) => Of(_answers, percent);

    /// <summary>The same of the first seconds.</summary>
    public double FirstPercentile(int percent) => Of(_first, percent);

    private static double Of(ConcurrentBag<double> answers, int percent) => answers.Order().ElementAt((int)((answers.Count - 1) * (percent / 100.0)));

    /// <returns>The seconds from the first to the last answer.</returns>
    public async Task<double> RunAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { Timeout = TimeSpan.FromSeconds(30) };
        var order = Enumerable.Range(0, messages * kinds.Count).ToArray();
        new Random(7).Shuffle(order);
        var started = _started = Stopwatch.GetTimestamp();
        var under = new List<Task>();
        var number = 0;
        foreach (var some in order.Chunk(inARequest))
        {
            var body = SendGridEvents.Write(some.Select(index => ((index / kinds.Count) + 1, kinds[index % kinds.Count])));
            var due = TimeSpan.FromSeconds((double)number++ / requestsASecond) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            under.Add(SendAsync(http, body));
        }

        await Task.WhenAll(under);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task SendAsync(HttpClient http, byte[] body)
    {
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            if (await TrySendAsync(http, body))
            {
                (Stopwatch.GetElapsedTime(_started) < WarmUp ? _first : _answers).Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                return;
            }

            Interlocked.Increment(ref _repeated);
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<bool> TrySendAsync(HttpClient http, byte[] body)
    {
        try
        {
            using var request = vendor.Sign(address(), body);
            using var response = await http.SendAsync(request);
            return response.IsSuccessStatusCode
                || ((int)response.StatusCode >= 500 ? false : throw new InvalidOperationException($"The events were answered with {(int)response.StatusCode}."));
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
