namespace Infora.Communication.Outbox;

/// <summary>
/// Wakes the dispatcher. The one that is registered by itself wakes it for what is queued in the same process; another can
/// take its place, such as one that listens to a message bus.
/// </summary>
public interface IDispatchTrigger
{
    /// <summary>There may be something to send: what waits in this process is woken. Many calls between two looks count as one.</summary>
    void Raise();

    /// <summary>Ends when the trigger was raised since the last wait, or after a while.</summary>
    /// <param name="most">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task WaitAsync(TimeSpan most, CancellationToken cancellationToken);
}
