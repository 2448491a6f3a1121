using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Infora.Communication.Benchmarks.Outbox;

/// <summary>How long the store took over what, and how many messages were sent.</summary>
internal sealed class StoreTimes
{
    private readonly ConcurrentDictionary<string, (int Calls, long Messages, TimeSpan Time)> _byCall = new();
    private TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _sent;
    private long _awaited;

    public void Note(string call, int messages, long since) => _byCall.AddOrUpdate(
        call,
        (1, messages, Stopwatch.GetElapsedTime(since)),
        (_, before) => (before.Calls + 1, before.Messages + messages, before.Time + Stopwatch.GetElapsedTime(since)));

    /// <summary>So many messages are recorded as sent.</summary>
    public void NoteSent(int messages)
    {
        if (Interlocked.Add(ref _sent, messages) >= Volatile.Read(ref _awaited))
        {
            _enough.TrySetResult();
        }
    }

    /// <summary>Begins anew to count.</summary>
    /// <returns>Ends when so many messages are recorded as sent.</returns>
    public Task ExpectAsync(int messages)
    {
        _byCall.Clear();
        _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _awaited, messages);
        Interlocked.Exchange(ref _sent, 0);
        return _enough.Task.WaitAsync(TimeSpan.FromMinutes(5));
    }

    public override string ToString() => string.Join("; ", _byCall.OrderByDescending(entry => entry.Value.Time).Select(entry => string.Create(
        CultureInfo.InvariantCulture,
        $"{entry.Key} {entry.Value.Calls} x {entry.Value.Time.TotalMilliseconds / entry.Value.Calls:0.0} ms for {entry.Value.Messages / entry.Value.Calls}")));
}
