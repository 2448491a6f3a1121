using Infora.Communication.Outbox;

namespace Infora.Communication.EntityFramework.Tests.Hosts;

/// <summary>Counts how often the dispatcher would have been woken.</summary>
internal sealed class CountingTrigger : IDispatchTrigger
{
    private int _raised;

    public int Raised => Volatile.Read(ref _raised);

    public void Raise() => Interlocked.Increment(ref _raised);

    public Task WaitAsync(TimeSpan most, CancellationToken cancellationToken) => Task.CompletedTask;
}
